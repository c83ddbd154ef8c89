package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginCheck}, on virtual time.
 */
class LoginCheckTests {

	private static final TwitchToken OLD = token("old");

	private static final TwitchToken NEW = token("new");

	private final List<TwitchToken> alive = new ArrayList<>();

	private final TokenManager tokens = Mockito.mock();

	private final LoginCheck check = new LoginCheck("bot", this.tokens);

	private VirtualTimeScheduler time;

	private Mono<TwitchToken> answer = Mono.just(NEW);

	private int refreshes;

	private static TwitchToken token(String accessToken) {
		return new TwitchToken(accessToken, "refresh", Set.of(), null, "1", "bot");
	}

	@BeforeEach
	void start() {
		this.time = VirtualTimeScheduler.getOrSet();
		BDDMockito.given(this.tokens.getToken("bot")).willReturn(Mono.just(OLD));
		BDDMockito.given(this.tokens.refresh("bot", "old")).willReturn(Mono.defer(() -> {
			this.refreshes++;
			return this.answer;
		}));
	}

	@AfterEach
	void reset() {
		VirtualTimeScheduler.reset();
	}

	private void pass(Duration duration) {
		this.time.advanceTimeBy(duration);
	}

	@Test
	void startWhenTheLoginIsAliveThenTellsOnceForAllSubscriptions() {
		this.check.start(this.alive::add);
		this.check.start(this.alive::add);
		pass(Duration.ZERO);
		assertThat(this.alive).containsExactly(NEW);
		assertThat(this.refreshes).isOne();
	}

	@Test
	void startWhenASecondTimeWithinAMinuteThenIsCheckedAMinuteLater() {
		this.check.start(this.alive::add);
		pass(Duration.ofSeconds(20));
		this.check.start(this.alive::add);
		pass(Duration.ofSeconds(50));
		assertThat(this.refreshes).isOne();
		pass(Duration.ofSeconds(10));
		assertThat(this.alive).containsExactly(NEW, NEW);
	}

	@Test
	void startWhenThereIsNoTellingThenAsksAgainUntilThereIs() {
		this.answer = Mono.error(new TwitchUnavailableException("503"));
		this.check.start(this.alive::add);
		pass(Duration.ofMinutes(10));
		assertThat(this.alive).isEmpty();
		assertThat(this.refreshes).isEqualTo(11);
		this.answer = Mono.just(NEW);
		pass(Duration.ofMinutes(1));
		assertThat(this.alive).containsExactly(NEW);
	}

	@Test
	void startWhenTheLoginIsDeadThenEnds() {
		this.answer = Mono.error(new AuthorizationRequiredException("dead"));
		this.check.start(this.alive::add);
		pass(Duration.ofMinutes(10));
		assertThat(this.alive).isEmpty();
		assertThat(this.refreshes).isOne();
	}

	@Test
	void stopWhenACheckIsUnderWayThenEnds() {
		this.answer = Mono.error(new TwitchUnavailableException("503"));
		this.check.start(this.alive::add);
		pass(Duration.ofMinutes(1));
		this.check.stop();
		pass(Duration.ofMinutes(10));
		assertThat(this.refreshes).isEqualTo(2);
	}

}
