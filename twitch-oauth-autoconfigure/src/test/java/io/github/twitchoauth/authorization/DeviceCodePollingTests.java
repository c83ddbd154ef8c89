package io.github.twitchoauth.authorization;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the times at which {@link TwitchDeviceAuthFlow} polls, and for what it makes
 * of the answers.
 */
class DeviceCodePollingTests extends AbstractDeviceCodeTests {

	@Test
	void authorizeWhenPendingThenPollsAtTheInterval() {
		this.server.code(1800, 5).poll(2, 400, ScriptedServer.PENDING).approve();
		authorize().expectNextMatches((token) -> "twitchdev".equals(token.login())).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 15L);
	}

	@Test
	void authorizeWhenApprovedRightBeforeTheExpiryThenTheLastPollSeesIt() {
		this.server.code(20, 5).poll(2, 400, ScriptedServer.PENDING).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 19L);
	}

	@Test
	void authorizeWhenApprovedThenTokenIsStoredBeforeItIsPublished() {
		this.server.code(1800, 5).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		Awaitility.await().untilAsserted(() -> assertThat(this.events).hasSize(2));
		assertThat(this.events.get(0)).isInstanceOf(DeviceCodeEvent.class);
		assertThat(this.events.get(1)).isInstanceOfSatisfying(AuthenticatedEvent.class, (event) -> {
			assertThat(event.getToken()).isEqualTo(this.store.find("default"));
			assertThat(event.getRefreshToken()).isEqualTo("rt");
			assertThat(event.isRestored()).isFalse();
		});
	}

	@Test
	void authorizeWhenAnswerIsSlowThenIntervalBeginsWithTheAnswer() {
		this.server.code(1800, 5)
			.poll(Mono.delay(Duration.ofSeconds(3))
				.map((tick) -> ScriptedServer.response(400).body(ScriptedServer.PENDING).build()))
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 13L);
	}

	@Test
	void authorizeWhenTheAnswerWithTheTokenIsLateThenItIsTaken() {
		String used = "{\"status\":400,\"message\":\"invalid device code\"}";
		this.server.code(1800, 5)
			.poll(Mono.delay(Duration.ofSeconds(40))
				.map((tick) -> ScriptedServer.response(200).body(ScriptedServer.TOKEN).build()))
			.poll(2, 400, used)
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 20L, 25L);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "404, Out of scope", "403, scope of the maintenance" })
	void authorizeWhenUnknownWordsSpeakOfAScopeThenPollsGoOn(int status, String message) {
		this.server.code(1800, 5).poll(status, "{\"message\":\"" + message + "\"}").approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "invalid_client", "invalid_request", "unauthorized_client" })
	void authorizeWhenALoginIsRefusedWhileTheTokenIsOnItsWayThenItIsTaken(String error) {
		this.server.code(1800, 5)
			.poll(Mono.delay(Duration.ofSeconds(40))
				.map((tick) -> ScriptedServer.response(200).body(ScriptedServer.TOKEN).build()))
			.poll(400, "{\"error\":\"" + error + "\"}")
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 20L);
	}

	@Test
	void authorizeWhenALateAnswerBringsNoTokenThenPollsGoOn() {
		this.server.code(1800, 5)
			.poll(Mono.delay(Duration.ofSeconds(12))
				.map((tick) -> ScriptedServer.response(400).body(ScriptedServer.PENDING).build()))
			.poll(2, 400, ScriptedServer.PENDING)
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 20L, 25L, 30L);
	}

	@Test
	void authorizeWhenCancelledThenNoExchangeIsLeftOpen() {
		AtomicInteger open = new AtomicInteger();
		Mono<ClientResponse> silent = Mono.<ClientResponse>never()
			.doOnSubscribe((subscription) -> open.incrementAndGet())
			.doOnCancel(open::decrementAndGet);
		this.server.code(1800, 5).poll(silent).poll(silent);
		Disposable login = flow(false).authorize().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(22));
		assertThat(open).hasValue(2);
		login.dispose();
		assertThat(open).hasValue(0);
	}

	@Test
	void authorizeWhenTheSubscriberClosesTheApplicationThenThatDoesNotWaitForTheLogin() {
		this.server.code(1800, 5).approve();
		CompletableFuture<Duration> closing = flow(false).authorize().map((token) -> timeToClose()).toFuture();
		this.time.advanceTimeBy(Duration.ofMinutes(20));
		assertThat(closing).succeedsWithin(LIMIT)
			.satisfies((duration) -> assertThat(duration).isLessThan(AuthorizationLifecycle.GRACE_PERIOD.dividedBy(2)));
	}

	private Duration timeToClose() {
		long start = System.nanoTime();
		this.lifecycle.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void authorizeWhenSlowDownThenAddsFiveSecondsForGood() {
		this.server.code(1800, 5)
			.poll(400, "{\"error\":\"slow_down\"}")
			.poll(400, ScriptedServer.PENDING)
			.poll(400, "{\"status\":400,\"message\":\"slow_down\"}")
			.poll(400, ScriptedServer.PENDING)
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 15L, 25L, 40L, 55L);
	}

	@Test
	void authorizeWhenUndeterminedThenBacksOffUpToThirtySecondsAndRecovers() {
		this.server.code(1800, 5).poll(5, 503, "").poll(2, 400, ScriptedServer.PENDING).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 20L, 40L, 70L, 100L, 105L, 110L);
	}

	@Test
	void authorizeWhenTooManyRequestsThenHonoursRetryAfter() {
		this.server.code(1800, 5).poll(retryAfter(12)).poll(retryAfter(1)).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 17L, 27L);
	}

	@Test
	void authorizeWhenNoAnswerThenTimesOutAndGoesOn() {
		this.server.code(1800, 5).poll(Mono.never()).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 20L);
	}

	@Test
	void authorizeWhenCodeIsUnknownOnceThenGoesOn() {
		this.server.code(1800, 5).poll(400, "{\"status\":400,\"message\":\"invalid device code\"}").approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
	}

	@Test
	void authorizeWhenCodeIsUnknownTwiceThenFails() {
		this.server.code(1800, 5).poll(2, 400, "{\"status\":400,\"message\":\"invalid device code\"}");
		authorize().expectError(DeviceCodeExpiredException.class).verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L);
		expectFailureEvent(DeviceCodeExpiredException.class);
	}

	@Test
	void authorizeWhenTokenIsLostOnTheWayThenAsksAgain() {
		this.server.code(1800, 5)
			.poll(Mono.error(new IOException("Connection reset")))
			.poll(2, 400, "{\"status\":400,\"message\":\"invalid device code\"}")
			.code(1800, 5)
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/device")).hasSize(2);
	}

	@Test
	void authorizeWhenDeniedAfterALostAnswerThenAsksAgain() {
		this.server.code(1800, 5)
			.poll(Mono.error(new IOException("Connection reset")))
			.poll(400, "{\"error\":\"access_denied\"}")
			.code(1800, 5)
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
	}

	@Test
	void authorizeWhenCodeIsUsedUpByARefusalThatIsNotKnownThenFailsAndNamesIt() {
		this.server.code(1800, 5).poll(400, "{\"error\":\"user_locked\"}").poll(400, "{\"error\":\"invalid_grant\"}");
		authorize()
			.expectErrorSatisfies((error) -> assertThat(error).isExactlyInstanceOf(DeviceCodeExpiredException.class)
				.hasMessageContaining("answered 400 \"user_locked\""))
			.verify(LIMIT);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenToldHowMuchToSlowDownThenDoesSo() {
		this.server.code(1800, 5)
			.poll(400, "{\"error\":\"slow_down\",\"interval\":30}")
			.poll(429, "{\"error\":\"slow_down\",\"interval\":1}")
			.poll(400, ScriptedServer.PENDING)
			.approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 35L, 70L, 105L);
	}

	@Test
	void authorizeWhenToldToSlowDownBeyondTheExpiryThenPollsOnceMoreBefore() {
		this.server.code(60, 5).poll(429, "{\"error\":\"slow_down\",\"interval\":86400}").approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 59L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | <html>Welcome</html>
			200 | {"status":"ok"}
			302 | ''
			500 | ''
			502 | <html>Bad Gateway</html>
			""")
	void authorizeWhenDeniedAfterAnOddAnswerThenFailsAtOnce(int status, String body) {
		this.server.code(1800, 5).poll(status, body).poll(400, "{\"error\":\"access_denied\"}");
		authorize().expectError(AuthorizationDeniedException.class).verify(LIMIT);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void authorizeWhenDeniedAfterThePollWasTurnedAwayThenFailsAtOnce(int status) {
		this.server.code(1800, 5).poll(status, "").poll(400, "{\"error\":\"access_denied\"}");
		authorize().expectError(AuthorizationDeniedException.class).verify(LIMIT);
		expectFailureEvent(AuthorizationDeniedException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			403 | ''
			403 | {"message":"Forbidden"}
			404 | {"error":"Not Found","status":404,"message":"no such page"}
			401 | {"status":401,"message":"upstream auth backend unavailable"}
			400 | {"error":"temporarily_unavailable"}
			200 | {"status":"ok"}
			""")
	void authorizeWhenAnswerIsNoneOfOAuthsThenBacksOffAndLogsIn(int status, String body) {
		this.server.code(1800, 5).poll(3, status, body).poll(400, ScriptedServer.PENDING).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 20L, 40L, 45L);
	}

	@Test
	void authorizeWhenDeniedAfterAnAnswerOfAProxyThenFailsAtOnce() {
		this.server.code(1800, 5).poll(403, "{\"message\":\"Forbidden\"}").poll(400, "{\"error\":\"access_denied\"}");
		authorize().expectError(AuthorizationDeniedException.class).verify(LIMIT);
		expectFailureEvent(AuthorizationDeniedException.class);
	}

	@Test
	void authorizeWhenDeniedThenFailsAtOnce() {
		this.server.code(1800, 5).poll(400, "{\"error\":\"access_denied\"}");
		authorize().expectError(AuthorizationDeniedException.class).verify(LIMIT);
		expectFailureEvent(AuthorizationDeniedException.class);
	}

	@Test
	void authorizeWhenClientIsUnknownThenSaysWhatToDo() {
		this.server.answer("/device", 400, "{\"status\":400,\"message\":\"invalid client\"}");
		authorize()
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(ClientConfigurationException.class)
				.hasMessageContainingAll("'abc'", "twitch.oauth.client-id", "400 \"invalid client\""))
			.verify(LIMIT);
		expectFailureEvent(ClientConfigurationException.class);
	}

	@Test
	void getDeviceCodeWhenUndeterminedThenFailsWithoutAnEvent() {
		this.server.answer("/device", 503, "");
		StepVerifier.create(flow(false).getDeviceCode()).expectError(TwitchUnavailableException.class).verify(LIMIT);
		assertThat(this.events).isEmpty();
	}

	@Test
	void authorizeWhenValidationIsUndeterminedThenTriesAgain() {
		this.server.code(1800, 5)
			.poll(200, ScriptedServer.TOKEN)
			.answer("/validate", 503, "")
			.answer("/validate", 429, "")
			.answer("/validate", 401, "{\"status\":401,\"message\":\"upstream auth backend unavailable\"}")
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		List<TwitchToken> tokens = new CopyOnWriteArrayList<>();
		flow(false).authorize().subscribe(tokens::add);
		Awaitility.await().untilAsserted(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			assertThat(tokens).extracting(TwitchToken::userId).containsExactly("141981764");
		});
	}

	@Test
	void authorizeWhenSomebodyElseApprovedThenRevokesAndKeepsNothing() {
		this.server.code(1800, 5).approve().answer("/revoke", 200, "").answer("/revoke", 200, "");
		StepVerifier.create(flow(false, "streamer").authorize())
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedAccountException.class)
				.hasMessageContainingAll("'twitchdev'", "'streamer'", "revoked"))
			.verify(LIMIT);
		assertThat(this.server.received("/revoke")).hasSize(2);
		assertThat(this.store.find("default")).isNull();
		expectFailureEvent(UnexpectedAccountException.class);
	}

	@Test
	void authorizeWhenCancelledThenSendsNothingMore() {
		this.server.code(1800, 5).poll(400, ScriptedServer.PENDING);
		Disposable login = flow(false).authorize().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		login.dispose();
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(this.server.received("/token")).containsExactly(5L);
	}

	@Test
	void authorizeWhenCancelledAfterTheTokenArrivedThenTokenIsKept() {
		this.server.code(1800, 5)
			.poll(200, ScriptedServer.TOKEN)
			.answer("/validate", Mono.delay(Duration.ofSeconds(2))
				.map((tick) -> ScriptedServer.response(200).body(ScriptedServer.VALIDATION).build()));
		Disposable login = flow(false).authorize().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		login.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		Awaitility.await().untilAsserted(() -> assertThat(this.store.find("default")).isNotNull());
	}

	@Test
	void authorizeWhenApplicationClosesThenFailsAndSendsNothingMore() {
		this.server.code(1800, 5).poll(400, ScriptedServer.PENDING);
		List<Throwable> errors = new ArrayList<>();
		flow(false).authorize().subscribe((token) -> {
		}, errors::add);
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		this.lifecycle.close();
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(errors).singleElement()
			.satisfies((error) -> assertThat(error).hasMessageContaining("shutting down"));
		assertThat(this.server.received("/token")).containsExactly(5L);
		assertThat(this.events).noneMatch(AuthorizationFailedEvent.class::isInstance);
	}

	@Test
	void authorizeWhenTenThousandArePendingThenHoldsNoThreads() {
		int before = Thread.activeCount();
		TwitchDeviceAuthFlow flow = flow(false);
		List<Disposable> logins = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			logins.add(flow.forAccount("user-" + i)
				.pollForAuthorization("code-" + i, Duration.ofMinutes(30), Duration.ofMinutes(1))
				.subscribe());
		}
		assertThat(Thread.activeCount() - before).isLessThan(5);
		logins.forEach(Disposable::dispose);
	}

}
