package io.github.twitchoauth.authorizationserver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.LoggedOutEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Logs in, with the starter as an application uses it, at a Keycloak. Runs with the
 * profile {@code keycloak} only.
 */
@Tag("keycloak")
class KeycloakTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String CLIENT_ID = "confidential:1";

	private static final String SECRET = "twitch.oauth.client-secret=s3cr3t:%+/&=?";

	@AutoClose
	private static KeycloakServer server;

	private final Browser browser = new Browser();

	@AutoClose
	private TestApplication application;

	@BeforeAll
	static void startServer() {
		server = KeycloakServer.start();
	}

	@ParameterizedTest
	@CsvSource({ "post", "basic" })
	void authorizeWhenApprovedThenLivesUntilLogout(String authentication) {
		this.application = TestApplication.start(server, CLIENT_ID, SECRET,
				"twitch.oauth.provider.client-authentication=" + authentication);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.browser.submit(consent());
		assertThat(login).succeedsWithin(PATIENCE);
		TwitchToken token = this.application.tokens().refresh("default", login.join().accessToken()).block(PATIENCE);
		assertThat(token.accessToken()).isNotEqualTo(login.join().accessToken());
		this.application.tokens().revoke().block(PATIENCE);
		this.application.await(LoggedOutEvent.class);
		assertThatExceptionOfType(AuthorizationRequiredException.class)
			.isThrownBy(() -> this.application.tokens().getToken().block(PATIENCE));
	}

	@Test
	void authorizeWhenPublicClientThenToken() {
		this.application = TestApplication.start(server, "public");
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.browser.submit(consent());
		assertThat(login).succeedsWithin(PATIENCE);
	}

	@Test
	void authorizeWhenDeniedThenFails() {
		this.application = TestApplication.start(server, CLIENT_ID, SECRET);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.browser.submit(consent().press("cancel"));
		assertThat(login).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(AuthorizationDeniedException.class);
	}

	@Test
	void authorizeWhenOfflineAccessIsNotAllowedThenEndsAndSaysSo() {
		this.application = TestApplication.start(server, CLIENT_ID, SECRET,
				"twitch.oauth.scopes=openid,offline_access");
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		this.browser.submit(consent());
		assertThat(login).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("Offline tokens not allowed");
	}

	@Test
	void getDeviceCodeWhenSecretIsMissingThenSaysSo() {
		this.application = TestApplication.start(server, CLIENT_ID);
		assertThatExceptionOfType(ClientConfigurationException.class)
			.isThrownBy(() -> this.application.flow().getDeviceCode().block(PATIENCE))
			.withMessageContainingAll("Invalid client credentials", "twitch.oauth.client-secret");
	}

	private Form consent() {
		DeviceCode code = this.application.shownCode();
		Form credentials = Form.in(this.browser.open(code.verificationUri()));
		return Form.in(this.browser.submit(credentials.fill("username", "alice").fill("password", "correct horse")));
	}

}
