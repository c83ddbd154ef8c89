package io.github.twitchoauth.integration;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections that break, stall or never end: a login outlives them all.
 */
class BrokenConnectionTests {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final String TOKEN = "/oauth2/token";

	private static final String VALIDATE = "/oauth2/validate";

	private static final String SHORT_TIMEOUT = "twitch.oauth.request-timeout=2s";

	private static final long FLOOD = 64 * 1024 * 1024;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private final ScriptedServer server = ScriptedServer.inFrontOf(this.twitch.getBaseUrl());

	@AutoClose
	private TestApplication application;

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(INTERVAL);
	}

	@ParameterizedTest
	@MethodSource("breakdowns")
	void authorizeWhenPollsMeetBreakdownThenBacksOffAndLogsIn(Script script) {
		assertBacksOffAndLogsInWhenPollsMeet(script);
	}

	@ParameterizedTest
	@MethodSource("breakdowns")
	void authorizeWhenValidationMeetsBreakdownThenWaitsAndKeepsToken(Script script) {
		assertWaitsAndKeepsTokenWhenValidationMeets(script);
	}

	@Test
	void authorizeWhenPollsHangThenBacksOffAndLogsIn() {
		assertBacksOffAndLogsInWhenPollsMeet(Script.hang(), SHORT_TIMEOUT);
	}

	@Test
	void authorizeWhenValidationHangsThenWaitsAndKeepsToken() {
		assertWaitsAndKeepsTokenWhenValidationMeets(Script.hang(), SHORT_TIMEOUT);
	}

	static Stream<Named<Script>> breakdowns() {
		return Stream.of(Named.of("reset before the answer", Script.resetBeforeAnswer()),
				Named.of("reset in the middle of the answer", Script.resetWithinAnswer()),
				Named.of("64 MB", Script.flood(FLOOD, new AtomicLong())));
	}

	@Test
	void getDeviceCodeWhenTlsHandshakeHangsThenFailsWithinTwoTimeouts() throws IOException {
		try (ServerSocket silent = new ServerSocket(0)) {
			this.application = TestApplication.start("https://localhost:" + silent.getLocalPort(), SHORT_TIMEOUT);
			Mono<DeviceCode> code = this.application.flow().getDeviceCode();
			assertThatExceptionOfType(TwitchUnavailableException.class)
				.isThrownBy(() -> code.block(Duration.ofSeconds(6)))
				.withMessageContaining("handshake");
		}
	}

	@Test
	void refreshWhenConnectionBreaksAfterTheTokenThenItIsTaken() {
		CompletableFuture<TwitchToken> login = authorize();
		this.twitch.approve(this.twitch.awaitUserCode(TestApplication.PATIENCE), "twitchdev");
		TwitchToken old = login.join();
		this.twitch.expireAccessTokens();
		this.server.script(TOKEN, 1, Script.endAfterBody());
		TwitchToken token = this.application.tokens()
			.refresh("default", old.accessToken())
			.block(TestApplication.PATIENCE);
		assertThat(token.accessToken()).isNotEqualTo(old.accessToken());
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isEqualTo(1);
	}

	@Test
	void authorizeWhenConnectionIsResetAfterEachAnswerThenLogsIn() {
		this.server.script("/oauth2/device", 1, Script.resetAfterAnswer());
		this.server.script(TOKEN, 4, Script.resetAfterAnswer());
		this.server.script(VALIDATE, 1, Script.resetAfterAnswer());
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = this.twitch.awaitUserCode(TestApplication.PATIENCE);
		this.server.awaitRequests(TOKEN, 3);
		this.twitch.approve(userCode, "twitchdev");
		assertLoggedIn(login);
		this.twitch.assertNoMisuse();
	}

	@Test
	void authorizeWhenAnswersAreHugeThenStopsReadingEarly() {
		AtomicLong sent = new AtomicLong();
		this.server.script(TOKEN, 1, Script.flood(FLOOD, sent));
		this.server.script(VALIDATE, 1, Script.flood(FLOOD, sent));
		CompletableFuture<TwitchToken> login = authorize();
		approve();
		assertLoggedIn(login);
		assertThat(sent).hasValueGreaterThan(256 * 1024).hasValueLessThan(FLOOD / 4);
	}

	private void assertBacksOffAndLogsInWhenPollsMeet(Script script, String... properties) {
		this.server.script(TOKEN, 2, script);
		CompletableFuture<TwitchToken> login = authorize(properties);
		this.server.awaitRequests(TOKEN, 2);
		approve();
		assertLoggedIn(login);
		Polls.assertGaps(this.server.requests(TOKEN), INTERVAL, INTERVAL.multipliedBy(2));
	}

	private void assertWaitsAndKeepsTokenWhenValidationMeets(Script script, String... properties) {
		this.server.script(VALIDATE, 1, script);
		CompletableFuture<TwitchToken> login = authorize(properties);
		approve();
		assertLoggedIn(login);
		assertThat(this.server.requests(VALIDATE)).hasSize(2);
	}

	// The first request in a fresh JVM may take longer than a short time-out.
	private CompletableFuture<TwitchToken> authorize(String... properties) {
		this.application = TestApplication.start(this.server.getBaseUrl(), properties);
		DeviceAuthFlow flow = this.application.flow();
		return flow.getDeviceCode().retry(10).flatMap(flow::pollForAuthorization).toFuture();
	}

	// Not any pending code: an answer that came too late holds one that nobody polls.
	private void approve() {
		this.twitch.approve(this.application.await(DeviceCodeEvent.class, 1).get(0).getUserCode(), "twitchdev");
	}

	private void assertLoggedIn(CompletableFuture<TwitchToken> login) {
		assertThat(login).succeedsWithin(TestApplication.PATIENCE)
			.satisfies((token) -> assertThat(token.login()).isEqualTo("twitchdev"))
			.satisfies((token) -> assertThat(this.application.storedToken("default")).isEqualTo(token));
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

}
