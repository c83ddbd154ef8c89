package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that are well-formed, but none that an authorization server gives: they come
 * from a proxy or a captive portal, and do not end a login.
 */
class UnknownAnswerTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@ParameterizedTest
	@MethodSource("unknown")
	void authorizeWhenPollsAreAnsweredByAnotherThenGoesOn(Fault fault) {
		this.twitch.on(Endpoint.DEVICE_TOKEN).next(2).respond(fault);
		this.twitch.approveNext("twitchdev");
		CompletableFuture<TwitchToken> login = authorize();
		assertThat(login).succeedsWithin(TestApplication.PATIENCE)
			.extracting(TwitchToken::login)
			.isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void startWhenDeviceRequestIsAnsweredByAnotherThenTriesAgain(Fault fault) {
		this.twitch.on(Endpoint.DEVICE).respond(fault);
		this.twitch.approveNext("twitchdev");
		start("twitch.oauth.auto-start=true");
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
	}

	static Stream<Fault> unknown() {
		return Stream.of(Fault.body(403, "text/plain", ""), Fault.status(403, "Forbidden"),
				json(404, "{\"error\":\"Not Found\",\"status\":404,\"message\":\"no such page\"}"),
				json(401, "{\"status\":401,\"message\":\"upstream auth backend unavailable\"}"),
				json(400, "{\"error\":\"temporarily_unavailable\"}"), json(200, "{\"status\":\"ok\"}"));
	}

	@Test
	void getDeviceCodeWhenAnswerIsNoDeviceCodeThenSaysWhatToCheck() {
		this.twitch.on(Endpoint.DEVICE).respond(json(200, "{\"welcome\":\"to our hotel\"}"));
		start();
		assertThat(this.application.flow().getDeviceCode().toFuture()).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TwitchUnavailableException.class)
			.withMessageContainingAll("without device_code", "twitch.oauth.provider", "another try may work");
	}

	@Test
	void authorizeWhenDeniedAfterAnUnknownAnswerThenFails() {
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.status(403, "Forbidden"));
		CompletableFuture<TwitchToken> login = authorize();
		this.twitch.deny(this.twitch.awaitUserCode(TestApplication.PATIENCE));
		assertThat(login).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
	}

	// A connection that has broken looks the same, and may have lost the token.
	@Test
	void authorizeWhenDeniedAfterBytesThatAreNoHttpThenAsksOnceMore() {
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.garbage());
		CompletableFuture<TwitchToken> login = authorize();
		this.twitch.deny(this.twitch.awaitUserCode(TestApplication.PATIENCE));
		this.twitch.deny(this.application.await(DeviceCodeEvent.class, 2).get(1).getUserCode());
		assertThat(login).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(2);
	}

	@Test
	void authorizeWhenAnswersStayUnknownThenExpiresAndNamesTheLast() {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(2));
		this.twitch.on(Endpoint.DEVICE_TOKEN).next(100).respond(Fault.status(404, "no such page"));
		assertThat(authorize()).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(DeviceCodeExpiredException.class)
			.withMessageContaining("404 \"no such page\"");
	}

	private static Fault json(int status, String body) {
		return Fault.body(status, "application/json", body);
	}

	private CompletableFuture<TwitchToken> authorize() {
		start();
		return this.application.flow().authorize().toFuture();
	}

	private void start(String... properties) {
		this.twitch.setInterval(Duration.ofMillis(100));
		this.application = TestApplication.start(this.twitch.getBaseUrl(), properties);
	}

}
