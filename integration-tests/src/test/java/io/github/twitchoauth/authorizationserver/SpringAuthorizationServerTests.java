package io.github.twitchoauth.authorizationserver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Logs in, with the starter as an application uses it, at a Spring Authorization Server.
 */
class SpringAuthorizationServerTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String SECRET = "s3cr3t:%+/&=?";

	@AutoClose
	private static TestAuthorizationServer server;

	private final Person person = new Person();

	@AutoClose
	private TestApplication application;

	@BeforeAll
	static void startServer() {
		server = TestAuthorizationServer.start();
	}

	@Test
	void authorizeWhenApprovedThenTokenWithScopes() {
		CompletableFuture<TwitchToken> login = authorize();
		DeviceCodeEvent event = this.application.await(DeviceCodeEvent.class);
		assertThat(event.getVerificationUri()).isEqualTo(server.uri("/activate?user_code=" + event.getUserCode()));
		this.person.approve(event.getDeviceCode(), "user:read:chat", "user:read:email");
		assertThat(login).succeedsWithin(PATIENCE).satisfies((token) -> {
			assertThat(server.isActive(token.accessToken())).isTrue();
			assertThat(token.refreshToken()).isNotEmpty();
			assertThat(token.scopes()).containsExactlyInAnyOrder("user:read:chat", "user:read:email");
			assertThat(token.expiresAt()).isNotNull();
			assertThat(token.userId()).isNull();
			assertThat(token.login()).isNull();
			AuthenticatedEvent authenticated = this.application.await(AuthenticatedEvent.class);
			assertThat(authenticated.getToken()).isEqualTo(token);
			assertThat(authenticated.isRestored()).isFalse();
		});
	}

	@Test
	void authorizeWhenApprovedInPartThenTokenHasGrantedScopesOnly() {
		CompletableFuture<TwitchToken> login = authorize();
		this.person.approve(this.application.shownCode(), "user:read:chat");
		assertThat(login).succeedsWithin(PATIENCE)
			.satisfies((token) -> assertThat(token.scopes()).containsExactly("user:read:chat"));
	}

	@Test
	void authorizeWhenDeniedThenFails() {
		CompletableFuture<TwitchToken> login = authorize();
		this.person.deny(this.application.shownCode());
		assertFails(login, AuthorizationDeniedException.class);
		assertThat(this.application.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(AuthorizationDeniedException.class);
	}

	@Test
	void authorizeWhenPersonIsSlowThenNeverPollsTooFast() {
		CompletableFuture<TwitchToken> login = authorize();
		DeviceCode code = this.application.shownCode();
		server.polling().awaitAnswers(code.deviceCode(), 2);
		this.person.approve(code, "user:read:chat");
		assertThat(login).succeedsWithin(PATIENCE);
		assertThat(server.polling().answers(code.deviceCode()))
			.startsWith("authorization_pending", "authorization_pending")
			.endsWith("token")
			.doesNotContain("slow_down");
	}

	@Test
	void authorizeWhenToldToSlowDownThenPollsFiveSecondsSlower() {
		CompletableFuture<TwitchToken> login = authorize();
		DeviceCode code = this.application.shownCode();
		server.polling().slowDown(code.deviceCode());
		this.person.approve(code, "user:read:chat");
		assertThat(login).succeedsWithin(PATIENCE);
		assertThat(server.polling().answers(code.deviceCode())).containsOnlyOnce("slow_down").endsWith("token");
	}

	@Test
	void authorizeWhenNobodyApprovesInTimeThenExpires() {
		server.register("hasty-client", TokenSettings.builder().deviceCodeTimeToLive(Duration.ofSeconds(2)));
		server.polling().announceInterval("hasty-client", Duration.ofSeconds(1));
		assertFails(authorize("hasty-client"), DeviceCodeExpiredException.class);
		assertThat(this.application.await(AuthorizationFailedEvent.class).getError())
			.isInstanceOf(DeviceCodeExpiredException.class);
	}

	@Test
	void pollForAuthorizationWhenServerSaysExpiredThenExpires() {
		server.register("short-client", TokenSettings.builder().deviceCodeTimeToLive(Duration.ofSeconds(1)));
		server.polling().announceInterval("short-client", Duration.ofSeconds(1));
		this.application = TestApplication.start(server, "short-client");
		String code = this.application.flow().getDeviceCode().block(PATIENCE).deviceCode();
		Duration interval = Duration.ofMillis(1100);
		assertFails(this.application.flow().pollForAuthorization(code, PATIENCE, interval).toFuture(),
				DeviceCodeExpiredException.class);
		assertThat(server.polling().answers(code)).containsExactly("expired_token");
	}

	@Test
	void pollForAuthorizationWhenCodeIsUnknownThenExpires() {
		this.application = TestApplication.start(server, TestAuthorizationServer.CLIENT_ID);
		Duration interval = Duration.ofMillis(100);
		assertFails(this.application.flow().pollForAuthorization("unknown", PATIENCE, interval).toFuture(),
				DeviceCodeExpiredException.class);
	}

	@Test
	void getDeviceCodeWhenServerAnnouncesNoIntervalThenFiveSeconds() {
		server.register("plain-client", TokenSettings.builder());
		this.application = TestApplication.start(server, "plain-client");
		DeviceCode code = this.application.flow().getDeviceCode().block(PATIENCE);
		assertThat(code.interval()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void getDeviceCodeWhenClientIdIsUnknownThenFails() {
		this.application = TestApplication.start(server, "unknown-client");
		assertThatExceptionOfType(ClientConfigurationException.class)
			.isThrownBy(() -> this.application.flow().getDeviceCode().block(PATIENCE));
	}

	@Test
	void revokeTokenWhenActiveThenServerForgetsIt() {
		CompletableFuture<TwitchToken> login = authorize();
		this.person.approve(this.application.shownCode(), "user:read:chat");
		assertThat(login).succeedsWithin(PATIENCE);
		String accessToken = login.join().accessToken();
		this.application.flow().revokeToken(accessToken).block(PATIENCE);
		assertThat(server.isActive(accessToken)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "client_secret_basic, basic", "client_secret_post, post" })
	void authorizeWhenClientIsConfidentialThenLivesUntilLogout(String method, String authentication) {
		String clientId = "confidential:" + authentication;
		server.registerConfidential(clientId, SECRET, new ClientAuthenticationMethod(method));
		this.application = TestApplication.start(server, clientId, "twitch.oauth.client-secret=" + SECRET,
				"twitch.oauth.provider.client-authentication=" + authentication);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.person.approve(this.application.shownCode(), "user:read:chat");
		assertThat(login).succeedsWithin(PATIENCE);
		TwitchToken token = this.application.tokens().refresh("default", login.join().accessToken()).block(PATIENCE);
		assertThat(server.isActive(token.accessToken())).isTrue();
		this.application.tokens().revoke().block(PATIENCE);
		assertThat(server.isActive(token.accessToken())).isFalse();
	}

	@Test
	void getDeviceCodeWhenSecretIsWrongThenFails() {
		server.registerConfidential("careful-client", SECRET, ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
		this.application = TestApplication.start(server, "careful-client", "twitch.oauth.client-secret=wrong",
				"twitch.oauth.provider.client-authentication=basic");
		assertThatExceptionOfType(ClientConfigurationException.class)
			.isThrownBy(() -> this.application.flow().getDeviceCode().block(PATIENCE))
			.withMessageContainingAll("127.0.0.1", "twitch.oauth.client-secret");
	}

	private CompletableFuture<TwitchToken> authorize() {
		return authorize(TestAuthorizationServer.CLIENT_ID);
	}

	private CompletableFuture<TwitchToken> authorize(String clientId) {
		this.application = TestApplication.start(server, clientId);
		return this.application.flow().authorize().toFuture();
	}

	private void assertFails(CompletableFuture<?> login, Class<? extends Exception> type) {
		assertThat(login).failsWithin(PATIENCE).withThrowableThat().havingCause().isInstanceOf(type);
	}

}
