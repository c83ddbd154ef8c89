package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a refusal to refresh means, and for what an answer leaves out.
 */
class DeadTokenTests extends AbstractTokenManagerTests {

	private static final String OUTAGE = "401 {\"status\":401,\"message\":\"upstream auth backend unavailable\"}";

	static Stream<String> deadly() {
		return Stream.of("400 {\"status\":400,\"message\":\"Invalid refresh token\"}",
				"401 {\"error\":\"Unauthorized\",\"status\":401,\"message\":\"Invalid refresh token\"}",
				"400 {\"error\":\"invalid_grant\"}", "400 {\"error\":\"invalid_token\"}");
	}

	@ParameterizedTest
	@MethodSource("deadly")
	void refreshWhenDeadThenForgetsTellsAndAsksForALogin(String answer) {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", answer(answer));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContaining(answer.substring(0, 3));
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(this.lost).containsExactly(ACCOUNT);
		expectEvents(AuthorizationLostEvent.class);
		assertThat(((AuthorizationLostEvent) this.events.get(0)).getError()).hasMessageContaining("is over");
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1");
	}

	@ParameterizedTest
	@MethodSource("deadly")
	void refreshWhenRefusedThoughTheAccessTokenLivesThenServesItAndTriesAgain(String answer) {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", answer(answer));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(token);
		expectKept(token);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
	}

	@Test
	void refreshWhenRefusedForLongThoughTheAccessTokenLivesThenListenersAreTold() {
		loaded();
		for (int minute = 0; minute < 3; minute++) {
			this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"));
			assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-1");
			this.clock.jump(Duration.ofMinutes(1));
			pass(Duration.ofMinutes(1));
		}
		expectEvents(AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenRefusedOnceAndTheAccessTokenHasExpiredByItselfThenTheConfirmationDecides() {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(3));
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void refreshWhenRefusedTwiceAndTheAccessTokenHasExpiredByItselfThenDead() {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.disconnect();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
	}

	// That Twitch has said shortly before that the access token lives changes nothing.
	@Test
	void getTokenWhenRefusedBeforeAndAfterTheAccessTokenExpiresByItselfThenTheConfirmationDecides() {
		loaded();
		this.clock.jump(Duration.ofHours(4).minusSeconds(20));
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		this.clock.jump(Duration.ofHours(4).plusSeconds(10));
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.lost).isEmpty();
	}

	@Test
	void refreshWhenConfirmationIsUnansweredThenKeepsTheToken() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"),
				FakeTwitch.answers(503, ""));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(marked);
		assertThat(this.lost).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh", "validate" })
	void refreshWhenAnUnclear401MeetsAnExpiredAccessTokenThenKeepsTheTokenHoweverLongItLasts(String also) {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.outage("refresh", answer(OUTAGE)).outage(also, answer(OUTAGE));
		expectKeptThroughTheOutage();
	}

	@Test
	void refreshWhenAnUnclear401MeetsAnAccessTokenThatEndedEarlyThenTheConfirmationDecides() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", answer(OUTAGE));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(3));
		this.twitch.expire("at-2");
		this.twitch.fault("refresh", answer(OUTAGE), FakeTwitch.answers(503, ""));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-2"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.lost).isEmpty();
	}

	// So Twitch says that the user has changed the password or disconnected the
	// application.
	@Test
	void refreshWhenBothTokensAreRefusedAndTheWordsOfThe401AreUnknownThenDead() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.outage("refresh", answer("401 {\"status\":401,\"message\":\"no longer connected\"}"));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(this.lost).containsExactly(ACCOUNT);
	}

	@Test
	void refreshWhenTheLastTryMeetsAnUnclear401ThenKeepsTheTokenHoweverLongItLasts() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", FakeTwitch.answers(502, "")).outage("refresh", answer(OUTAGE));
		expectKeptThroughTheOutage();
	}

	private void expectKeptThroughTheOutage() {
		for (int minute = 0; minute < 15; minute++) {
			assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
			pass(Duration.ofMinutes(1));
		}
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-1");
		assertThat(this.manager.account(ACCOUNT).state()).isEqualTo(State.REFRESH_FAILING);
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(this.lost).isEmpty();
		this.twitch.recover();
		pass(Duration.ofMinutes(10));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@Test
	void refreshWhenTheDoubtedTokenMayLiveThenAnUnclear401IsNoReasonToPresentItAgain() {
		TwitchToken token = loaded();
		this.store.save(ACCOUNT, token.withPossiblySpent(true));
		this.twitch.outage("validate", answer(OUTAGE));
		for (int minute = 0; minute < 15; minute++) {
			assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
			pass(Duration.ofMinutes(1));
		}
		assertThat(this.twitch.requests()).doesNotContain("refresh rt-1");
	}

	@Test
	void refreshWhenTheDoubtedTokenHasExpiredThenAnUnclear401DoesNotKeepItFromBeingPresented() {
		TwitchToken token = loaded();
		this.store.save(ACCOUNT, token.withPossiblySpent(true));
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("validate", answer(OUTAGE));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "refresh rt-1");
	}

	@Test
	void getTokenWhenTheRefreshIsRefusedWithoutValidationThenServesTheTokenUntilItHasExpired() {
		withoutValidation();
		loaded();
		this.twitch.disconnect();
		for (int seconds = 10; seconds < 60; seconds += 10) {
			this.clock.jump(Duration.ofHours(3).plusMinutes(59).plusSeconds(seconds));
			assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		}
		assertThat(this.twitch.requests("refresh rt-1")).hasSizeGreaterThan(2);
		assertThat(this.lost).isEmpty();
		this.clock.jump(Duration.ofHours(4).plusMinutes(5));
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.lost).containsExactly(ACCOUNT);
	}

	@Test
	void refreshWhenBothTokensAreRefusedWithoutValidationThenOnlyTheConfirmationIsDeath() {
		withoutValidation();
		loaded();
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		this.twitch.disconnect();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-2"))).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "refresh rt-1", "refresh rt-2",
				"refresh rt-2");
		assertThat(this.lost).containsExactly(ACCOUNT);
	}

	private void withoutValidation() {
		this.manager = application(this.store, Duration.ofMinutes(1), false).manager();
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "403 {\"message\":\"blocked\"}", "404 {\"error\":\"no route\"}", "400 {\"message\":\"odd\"}" })
	void refreshWhenRefusalIsUnknownThenItIsWorthAnotherTry(String answer) {
		TwitchToken token = loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", answer(answer));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class)
			.hasMessageContaining(answer.substring(0, 3));
		expectKept(token);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void refreshWhenAnUnclear401IsGivenOfBothTokensThenKeepsThem() {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", answer(OUTAGE)).fault("validate", answer(OUTAGE));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		expectKept(token);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void refreshWhenTheConfirmationIsAnUnclear401ThenKeepsTheToken() {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"),
				answer(OUTAGE));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofHours(5).plusMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void refreshWhenRefusedAndTheValidationIsAnUnclear401ThenKeepsTheToken() {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", answer("400 {\"status\":400,\"message\":\"Invalid refresh token\"}"))
			.fault("validate", answer(OUTAGE));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		expectKept(token);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "400 | missing client secret", "403 | invalid client secret",
			"400 | invalid client", "401 | invalid client" })
	void refreshWhenTheClientIsWrongThenKeepsTheToken(int status, String message) {
		TwitchToken token = loaded();
		this.twitch.fault("refresh",
				FakeTwitch.answers(status, "{\"status\":" + status + ",\"message\":\"" + message + "\"}"));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(ClientConfigurationException.class);
		expectKept(token);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(ClientConfigurationException.class);
		assertThat(this.twitch.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("inconclusive")
	void refreshWhenRefusalSaysNothingAboutTheTokenThenKeepsIt(String answer) {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", answer(answer)).fault("validate", FakeTwitch.answers(503, ""));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchOAuthException.class)
			.isNotInstanceOf(AuthorizationRequiredException.class);
		expectKept(token);
	}

	static Stream<String> inconclusive() {
		return Stream.of("400 {\"status\":400,\"message\":\"something new\"}",
				"403 {\"status\":403,\"message\":\"forbidden\"}", "404 {\"error\":\"Not Found\"}", "429 ",
				"401 <html>Log in to the hotel's network</html>", "500 {\"message\":\"Invalid refresh token\"}",
				"429 {\"message\":\"Invalid refresh token\"}", "302 ");
	}

	@Test
	void refreshWhenDeadButReplacedMeanwhileThenKeepsTheNewerToken() {
		loaded();
		Sinks.Empty<Void> answer = Sinks.empty();
		TwitchToken newer = this.twitch.logIn();
		this.twitch.fault("refresh",
				(work) -> answer.asMono().then(answer("400 {\"message\":\"Invalid refresh token\"}").answer(work)));
		this.twitch.expire("at-1");
		CompletableFuture<TwitchToken> refresh = this.manager.refresh(ACCOUNT, "at-1").toFuture();
		Awaitility.await().until(() -> !this.twitch.requests().isEmpty());
		Thread login = new Thread(() -> adopt(manager(this.store), ACCOUNT, newer));
		login.start();
		answer.tryEmitEmpty();
		assertThat(refresh).failsWithin(LIMIT);
		Awaitility.await().until(() -> !login.isAlive());
		assertThat(this.store.find(ACCOUNT)).isEqualTo(newer);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(newer);
	}

	@Test
	void refreshWhenTheFailedTokenIsNotTheStoredOneThenDoesNotPresentTheStoredOne() {
		loaded();
		TwitchToken newer = this.twitch.logIn();
		this.store.save(ACCOUNT, newer);
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(newer);
		assertThat(this.twitch.requests()).isEmpty();
	}

	@Test
	void refreshWhenAnswerHasNeitherRefreshTokenNorScopeThenKeepsWhatIsKnown() {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", FakeTwitch.answers(200, "{\"access_token\":\"at-9\",\"expires_in\":60}"));
		TwitchToken refreshed = this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		assertThat(refreshed).isEqualTo(new TwitchToken("at-9", token.refreshToken(), token.scopes(),
				this.clock.instant().plusSeconds(60), token.userId(), token.login(), "abc"));
		assertThat(this.store.find(ACCOUNT)).isEqualTo(refreshed);
	}

	private void expectKept(TwitchToken token) {
		assertThat(this.store.find(ACCOUNT).withPossiblySpent(false)).isEqualTo(token);
		assertThat(this.manager.getToken().block(LIMIT).withPossiblySpent(false)).isEqualTo(token);
		assertThat(this.lost).isEmpty();
		assertThat(this.events).noneMatch(AuthorizationLostEvent.class::isInstance);
	}

	private static FakeTwitch.Fault answer(String answer) {
		return FakeTwitch.answers(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
	}

}
