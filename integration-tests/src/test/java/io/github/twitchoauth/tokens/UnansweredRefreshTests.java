package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refreshes whose answer never arrives.
 */
class UnansweredRefreshTests extends AbstractTokenTests {

	private final ShiftedClock clock = new ShiftedClock();

	@ParameterizedTest
	@MethodSource("lostAnswers")
	void callWhenAnswerWithTokenIsLostThenAsksHumanOnce(Fault lostAnswer) {
		startAndLogIn(AUTO_START, "twitch.oauth.request-timeout=5s");
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(lostAnswer);
		assertFails(userName(), AuthorizationRequiredException.class).withMessageContaining("log in again");
		assertThat(this.application.await(AuthorizationLostEvent.class, 1)).hasSize(1);
		assertRefreshes(2, 1, 1);
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		this.application.await(AuthenticatedEvent.class, 2);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(2);
		assertRefreshes(2, 1, 1);
	}

	static Stream<Fault> lostAnswers() {
		return Stream.of(Fault.lostAnswer(), Fault.lostAnswer(502));
	}

	@Test
	void getTokenWhenTheAnswerComesAfterTheTimeoutThenItIsTaken() {
		startAndLogIn("twitch.oauth.request-timeout=2s");
		this.twitch.expireAccessTokens();
		this.clock.advance(Duration.ofHours(5));
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofSeconds(5)));
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class)
			.withMessageContaining("awaited");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.application.events(TokenRefreshedEvent.class)).hasSize(1));
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(1, 1, 0);
	}

	@Test
	void closeWhenTheAnswerIsAwaitedThenWaitsForItAndKeepsTheToken() {
		startAndLogIn("twitch.oauth.request-timeout=2s");
		this.twitch.expireAccessTokens();
		this.clock.advance(Duration.ofHours(5));
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofSeconds(6)));
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
		start(this.clock);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(1, 1, 0);
	}

	@Test
	void authorizeWhenTheAnswerIsAwaitedThenLogsInAtOnceAndTheTokenSurvivesARestart() {
		startAndLogIn("twitch.oauth.request-timeout=2s");
		this.twitch.expireAccessTokens();
		this.clock.advance(Duration.ofHours(5));
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofMinutes(2)));
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		assertThat(login).succeedsWithin(PATIENCE);
		assertThat(getToken()).isEqualTo(login.join());
		start(this.clock);
		assertThat(getToken()).isEqualTo(login.join());
		assertThat(whoAmI()).isEqualTo("twitchdev");
	}

	@ParameterizedTest
	@MethodSource("unprocessed")
	void callWhenRequestWasNotProcessedThenRefreshesAfterAll(Fault fault) {
		startAndLogIn(AUTO_START);
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(fault);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(2, 1, 0);
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("unprocessed")
	void getTokenWhenOldTokenStillLivesThenServesItAndPresentsRefreshTokenOnceMoreWhenItHasExpired(Fault fault) {
		startAndLogIn();
		String old = getToken().accessToken();
		this.clock.advance(Duration.ofHours(4).minusSeconds(30));
		this.clock.stop();
		this.twitch.on(Endpoint.REFRESH).respond(fault);
		for (int second = 0; second < 25; second += 5) {
			assertThat(Stream.generate(this::getToken).limit(20)).extracting(TwitchToken::accessToken)
				.containsOnly(old);
			this.clock.advance(Duration.ofSeconds(5));
		}
		assertRefreshes(1, 0, 0);
		this.twitch.expireAccessTokens();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(getToken().accessToken()).isNotEqualTo(old);
		assertRefreshes(2, 1, 0);
	}

	@ParameterizedTest
	@MethodSource("unprocessed")
	void getTokenWhenAnotherApplicationWasNotAnsweredThenPresentsRefreshTokenOnceMoreWhenItHasExpired(Fault fault) {
		String old = failToRefreshAhead(fault);
		try (TestApplication other = TestApplication.start(this.twitch.getBaseUrl(), this.clock,
				TokenFile.properties(file()))) {
			expectPresentedOnceMoreWhenExpired(other, old);
			assertThat(getToken()).isEqualTo(other.tokens().getToken().block(PATIENCE));
		}
		assertRefreshes(2, 1, 0);
	}

	@Test
	void getTokenWhenTheLastProcessWasNotAnsweredThenPresentsRefreshTokenOnceMoreWhenItHasExpired() {
		String old = failToRefreshAhead(Fault.reset());
		start(this.clock);
		expectPresentedOnceMoreWhenExpired(this.application, old);
	}

	private String failToRefreshAhead(Fault fault) {
		startAndLogIn();
		String old = getToken().accessToken();
		this.clock.advance(Duration.ofHours(4).minusSeconds(30));
		this.clock.stop();
		this.twitch.on(Endpoint.REFRESH).respond(fault);
		assertThat(getToken().accessToken()).isEqualTo(old);
		return old;
	}

	private void expectPresentedOnceMoreWhenExpired(TestApplication application, String old) {
		for (int second = 0; second < 25; second += 5) {
			assertThat(application.tokens().getToken().block(PATIENCE).accessToken()).isEqualTo(old);
			this.clock.advance(Duration.ofSeconds(5));
		}
		assertRefreshes(1, 0, 0);
		this.twitch.expireAccessTokens();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(application.tokens().getToken().block(PATIENCE).accessToken()).isNotEqualTo(old);
		assertRefreshes(2, 1, 0);
	}

	static Stream<Fault> unprocessed() {
		return Stream.of(Fault.reset(), Fault.interrupted(), Fault.status(500), Fault.html(200), Fault.truncatedJson(),
				Fault.empty());
	}

	@Test
	void getTokenWhenTwitchIsDownForAnHourThenAsksNobodyAndRecovers() {
		startAndLogIn(AUTO_START);
		this.clock.advance(Duration.ofHours(5));
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).next(10_000).respond(Fault.status(503));
		this.twitch.on(Endpoint.VALIDATE).next(10_000).respond(Fault.status(503));
		for (int second = 0; second < 3600; second += 5) {
			assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
			this.clock.advance(Duration.ofSeconds(5));
		}
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(1);
		// Every half minute for the callers, and once a minute at most by itself.
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isBetween(100L, 200L);
		this.twitch.clearFaults();
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(getToken().login()).isEqualTo("twitchdev");
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
	}

	@Test
	void getTokenWhenTwitchHangsThenFailsWithinTwoTimeouts() {
		startAndLogIn("twitch.oauth.request-timeout=3s");
		this.clock.advance(Duration.ofHours(5));
		this.twitch.expireAccessTokens();
		List.of(Endpoint.REFRESH, Endpoint.VALIDATE)
			.forEach((endpoint) -> this.twitch.on(endpoint).next(10).respond(Fault.delay(Duration.ofSeconds(12))));
		Instant start = Instant.now();
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(9));
	}

	private void startAndLogIn(String... properties) {
		start(this.clock, properties);
		this.twitch.approveNext("twitchdev");
		if (properties.length > 0 && properties[0].equals(AUTO_START)) {
			awaitAuthenticated();
		}
		else {
			this.application.flow().authorize().block(PATIENCE);
		}
		Awaitility.await().until(() -> !this.application.events(AuthenticatedEvent.class).isEmpty());
	}

}
