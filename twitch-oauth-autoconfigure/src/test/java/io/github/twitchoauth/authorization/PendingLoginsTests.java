package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.observation.AuthorizationObservations;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingLogins}.
 */
class PendingLoginsTests {

	private static final TwitchToken TOKEN = new TwitchToken("at", "rt", Set.of(), null, null, null);

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final PendingLogins logins = new PendingLogins(
			new AuthorizationObservations(this.registry, null, null, null, null));

	private final AtomicInteger started = new AtomicInteger();

	private final AtomicInteger cancelled = new AtomicInteger();

	private final Sinks.One<TwitchToken> result = Sinks.one();

	private final List<Object> heard = new ArrayList<>();

	@Test
	void joinWhenNotSubscribedThenStartsNothing() {
		login();
		assertThat(this.started).hasValue(0);
	}

	@Test
	void joinWhenSeveralWaitThenOneLoginServesThem() {
		subscribe();
		subscribe();
		this.result.tryEmitValue(TOKEN);
		assertThat(this.started).hasValue(1);
		assertThat(this.heard).containsExactly(TOKEN, TOKEN);
	}

	@Test
	void besideWhenAnotherLoginSucceedsThenEndsWithItsToken() {
		this.logins.beside("bot", Mono.<TwitchToken>never().doOnCancel(this.cancelled::incrementAndGet))
			.subscribe(this.heard::add);
		this.logins.beside("another", Mono.<TwitchToken>never()).subscribe(this.heard::add);
		this.logins.loggedIn("bot", TOKEN);
		assertThat(this.heard).containsExactly(TOKEN);
		assertThat(this.cancelled).hasValue(1);
		this.logins.loggedIn("bot", TOKEN);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void joinWhenLoginFailsThenAllHearOfIt() {
		subscribe();
		subscribe();
		TwitchUnavailableException failure = new TwitchUnavailableException("down");
		this.result.tryEmitError(failure);
		assertThat(this.heard).containsExactly(failure, failure);
		subscribe();
		assertThat(this.started).hasValue(2);
	}

	@Test
	void joinWhenAllHaveCancelledThenCancelsAndTheNextStartsAgain() {
		Disposable first = subscribe();
		Disposable second = subscribe();
		first.dispose();
		assertThat(this.cancelled).hasValue(0);
		second.dispose();
		assertThat(this.cancelled).hasValue(1);
		assertObserved("CANCELED");
		subscribe();
		assertThat(this.started).hasValue(2);
	}

	@Test
	void joinWhenSubscribedByALoginThatHasJustEndedThenStartsAnother() {
		StepVerifier.create(login().flatMap((token) -> login()))
			.then(() -> this.result.tryEmitValue(TOKEN))
			.expectNext(TOKEN)
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(this.started).hasValue(2);
	}

	@Test
	void loggedInWhenLoginIsPendingThenEndsItWithTheToken() {
		subscribe();
		subscribe();
		this.logins.loggedIn("other", TOKEN);
		assertThat(this.heard).isEmpty();
		this.logins.loggedIn("bot", TOKEN);
		assertThat(this.heard).containsExactly(TOKEN, TOKEN);
		assertThat(this.cancelled).hasValue(1);
		assertObserved("SUCCESS");
	}

	@Test
	void loggedInWhenNoneIsPendingThenNothingHappens() {
		this.logins.loggedIn("bot", TOKEN);
		subscribe();
		assertThat(this.started).hasValue(1);
		assertThat(this.heard).isEmpty();
	}

	private void assertObserved(String outcome) {
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo("twitch.oauth.login", 1)
			.hasAnObservationWithAKeyValue("outcome", outcome);
	}

	private Disposable subscribe() {
		return login().subscribe(this.heard::add, this.heard::add);
	}

	private Mono<TwitchToken> login() {
		return this.logins.join("bot",
				this.result.asMono()
					.doOnSubscribe((subscription) -> this.started.incrementAndGet())
					.doOnCancel(this.cancelled::incrementAndGet));
	}

}
