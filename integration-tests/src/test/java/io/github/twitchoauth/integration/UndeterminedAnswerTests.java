package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers from which nobody can tell what happened: a login outlives them all.
 */
class UndeterminedAnswerTests {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@BeforeEach
	void startApplication() {
		this.twitch.setInterval(INTERVAL);
		this.application = TestApplication.start(this.twitch.getBaseUrl());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void authorizeWhenPollsMeetFaultThenBacksOffAndLogsIn(Fault fault) {
		this.twitch.on(Endpoint.DEVICE_TOKEN).next(2).respond(fault);
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = shownCode();
		assertLoggedIn(login);
		Polls.assertGaps(this.twitch.getPolls(userCode), INTERVAL, INTERVAL.multipliedBy(2));
		this.twitch.assertNoMisuse();
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("unusableAnswers")
	void authorizeWhenValidationMeetsFaultThenWaitsAndKeepsToken(Fault fault) {
		this.twitch.on(Endpoint.VALIDATE).respond(fault);
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = shownCode();
		assertLoggedIn(login);
		List<Instant> requests = this.twitch.getRequests(Endpoint.VALIDATE)
			.stream()
			.map((request) -> request.time())
			.toList();
		Polls.assertGaps(requests, Duration.ofMillis(400));
		assertThat(this.twitch.getPollCount(userCode)).isEqualTo(1);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

	static Stream<Fault> faults() {
		return Stream.concat(faultsOfAnyEndpoint(), Stream.of(Fault.garbage(), Fault.status(429), Fault.status(503),
				Fault.html(502), Fault.body(200, "application/json", "null")));
	}

	@ParameterizedTest
	@MethodSource("broken")
	void authorizeWhenConnectionOfValidationBreaksThenRepeatsItAtOnceAndKeepsToken(Fault fault) {
		this.twitch.on(Endpoint.VALIDATE).respond(fault);
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = shownCode();
		assertLoggedIn(login);
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(2);
		assertThat(this.twitch.getPollCount(userCode)).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("broken")
	void authorizeWhenConnectionOfDeviceRequestBreaksThenRepeatsItAtOnce(Fault fault) {
		this.twitch.on(Endpoint.DEVICE).respond(fault);
		CompletableFuture<TwitchToken> login = authorize();
		assertLoggedIn(login);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	static Stream<Fault> broken() {
		return Stream.of(Fault.reset(), Fault.interrupted());
	}

	static Stream<Fault> faultsOfAnyEndpoint() {
		return Stream.concat(broken(), unusableAnswers());
	}

	static Stream<Fault> unusableAnswers() {
		return Stream.of(Fault.body(429, "text/plain", ""), Fault.status(500), Fault.html(200), Fault.truncatedJson(),
				Fault.empty());
	}

	@Test
	void authorizeWhenRetryAfterIsInSecondsThenWaitsThatLong() {
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.status(429).withHeader("Retry-After", "1"));
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = shownCode();
		assertLoggedIn(login);
		Polls.assertGaps(this.twitch.getPolls(userCode), Duration.ofSeconds(1));
	}

	@Test
	void authorizeWhenRetryAfterIsDateThenWaitsUntilThen() {
		Instant date = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
		String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.status(429).withHeader("Retry-After", header));
		CompletableFuture<TwitchToken> login = authorize();
		String userCode = shownCode();
		assertLoggedIn(login);
		assertThat(this.twitch.getPolls(userCode)).hasSize(2);
		assertThat(this.twitch.getPolls(userCode).get(1)).isAfter(date.minusMillis(100));
	}

	@Test
	void authorizeWhenDeviceRequestMeetsFaultThenFailsAndMayBeRepeated() {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.status(503));
		assertThat(authorize()).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TwitchUnavailableException.class)
			.withMessageContaining("503");
		CompletableFuture<TwitchToken> login = authorize();
		assertLoggedIn(login);
	}

	@Test
	void authorizeWhenAnswerWithTokenIsLostThenAsksForOneNewCodeAndLogsIn() {
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.lostAnswer());
		CompletableFuture<TwitchToken> login = authorize();
		String lostCode = shownCode();
		String secondCode = this.application.await(DeviceCodeEvent.class, 2).get(1).getUserCode();
		assertThat(secondCode).isNotEqualTo(lostCode);
		assertThat(login).isNotDone();
		this.twitch.approve(secondCode, "twitchdev");
		assertLoggedIn(login);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(2);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		this.twitch.assertNoMisuse();
	}

	@Test
	void authorizeWhenAnswerWithTokenIsLateThenItIsTaken() {
		this.application.close();
		this.application = TestApplication.start(this.twitch.getBaseUrl(), "twitch.oauth.request-timeout=2s");
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.delay(Duration.ofSeconds(4)));
		assertLoggedIn(authorize());
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

	// Approved before the first poll, so that the number of polls is known.
	private CompletableFuture<TwitchToken> authorize() {
		this.twitch.approveNext("twitchdev");
		return this.application.flow().authorize().toFuture();
	}

	private String shownCode() {
		return this.application.await(DeviceCodeEvent.class, 1).get(0).getUserCode();
	}

	private void assertLoggedIn(CompletableFuture<TwitchToken> login) {
		assertThat(login).succeedsWithin(TestApplication.PATIENCE)
			.satisfies((token) -> assertThat(token.login()).isEqualTo("twitchdev"))
			.satisfies((token) -> assertThat(this.application.storedToken("default")).isEqualTo(token));
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
	}

}
