package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that end a login: each has its exception, and is followed by silence.
 */
class TerminalAnswerTests {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@Test
	void authorizeWhenDeniedThenFails() throws Exception {
		CompletableFuture<TwitchToken> login = authorize();
		this.twitch.deny(this.twitch.awaitUserCode(TestApplication.PATIENCE));
		assertFails(login, AuthorizationDeniedException.class, "Deny", "Ask for a new code");
		assertSilence(1);
	}

	@Test
	void authorizeWhenNobodyApprovesInTimeThenFails() throws Exception {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(1));
		CompletableFuture<TwitchToken> login = authorize();
		assertFails(login, DeviceCodeExpiredException.class, "Nobody approved", "Ask for a new code");
		assertSilence(1);
		this.twitch.assertNoMisuse();
	}

	@Test
	void authorizeWhenTwitchLetsCodeExpireThenFails() throws Exception {
		CompletableFuture<TwitchToken> login = authorize();
		this.twitch.expireCode(this.twitch.awaitUserCode(TestApplication.PATIENCE));
		assertFails(login, DeviceCodeExpiredException.class, "expired", "Ask for a new code");
		assertSilence(1);
	}

	@Test
	void pollForAuthorizationWhenCodeWasUsedThenFails() throws Exception {
		start();
		DeviceCode code = this.application.flow().getDeviceCode().block(TestApplication.PATIENCE);
		this.twitch.approve(code.userCode(), "twitchdev");
		this.application.flow().pollForAuthorization(code).block(TestApplication.PATIENCE);
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
		assertFails(this.application.flow().pollForAuthorization(code).toFuture(), DeviceCodeExpiredException.class,
				"used already", "Ask for a new code");
		assertSilence(1);
	}

	@Test
	void authorizeWhenClientIdIsUnknownThenFails() throws Exception {
		this.twitch.requireClientId("another-client");
		assertFails(authorize(), ClientConfigurationException.class, "'test-client'", "twitch.oauth.client-id",
				"https://dev.twitch.tv/console/apps");
		assertSilence(0);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "400, missing client secret, twitch.oauth.client-secret",
			"403, invalid client secret, twitch.oauth.client-secret", "400, invalid client, twitch.oauth.client-id" })
	void authorizeWhenClientIsRefusedThenFails(int status, String answer, String property) throws Exception {
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.status(status, answer));
		assertFails(authorize(), ClientConfigurationException.class, answer, property);
		assertSilence(1);
	}

	@Test
	void authorizeWhenSomebodyElseApprovesThenFailsAndRevokesTheirToken() throws Exception {
		this.twitch.approveNext("stranger");
		CompletableFuture<TwitchToken> login = authorize("twitch.oauth.expected-login=twitchdev");
		assertFails(login, UnexpectedAccountException.class, "'stranger' approved", "'twitchdev'");
		assertSilence(1);
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isEqualTo(2);
		assertThat(this.application.storedToken("default")).isNull();
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
	}

	private void start(String... properties) {
		this.twitch.setInterval(INTERVAL);
		this.application = TestApplication.start(this.twitch.getBaseUrl(), properties);
	}

	private CompletableFuture<TwitchToken> authorize(String... properties) {
		start(properties);
		return this.application.flow().authorize().toFuture();
	}

	private void assertFails(CompletableFuture<?> login, Class<? extends TwitchOAuthException> type, String... words) {
		assertThat(login).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isExactlyInstanceOf(type)
			.satisfies((ex) -> assertThat(ex).hasMessageContainingAll(words))
			.satisfies((ex) -> assertThat(this.application.await(AuthorizationFailedEvent.class, 1).get(0).getError())
				.isSameAs(ex));
	}

	private void assertSilence(int codes) throws Exception {
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), INTERVAL.multipliedBy(5));
		assertThat(this.application.events(AuthorizationFailedEvent.class)).hasSize(1);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(codes);
	}

}
