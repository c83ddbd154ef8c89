package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revoke and forget, and what is left after a restart.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogoutTests extends AbstractTokenTests {

	private TwitchToken token;

	private TokenManager tokens;

	@BeforeEach
	void logInAndRestart() {
		start();
		this.token = logIn();
		start();
		this.tokens = this.application.tokens();
	}

	@Test
	void revokeWhenLoggedInThenNothingIsLeft() {
		this.tokens.revoke().block(PATIENCE);
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isGreaterThanOrEqualTo(1);
		assertThat(this.application.await(LoggedOutEvent.class, 1)).hasSize(1);
		assertNothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void logoutWhenAutoStartedThenIsNoLossAndAsksNobody(boolean revoke, CapturedOutput output) {
		start(AUTO_START, "twitch.oauth.console.enabled=true");
		awaitAuthenticated();
		this.tokens = this.application.tokens();
		(revoke ? this.tokens.revoke() : this.tokens.forget("default")).block(PATIENCE);
		this.application.await(LoggedOutEvent.class, 1);
		assertFails(this.tokens.refresh("default", this.token.accessToken()), AuthorizationRequiredException.class);
		assertThat(this.application.events(TwitchOAuthEvent.class)).hasExactlyElementsOfTypes(AuthenticatedEvent.class,
				LoggedOutEvent.class);
		assertThat(output).contains("Logged out.", "Account 'default' is logged out").doesNotContain("Login lost");
	}

	@Test
	void revokeWhenTokenIsDeadAlreadyThenNothingIsLeft() {
		this.twitch.expireAccessTokens();
		this.tokens.revoke().block(PATIENCE);
		assertNothingIsLeft();
	}

	@Test
	void revokeWhenTwitchIsDownThenForgetsNothingUntilForced() {
		this.twitch.on(Endpoint.REVOKE).respond(Fault.status(503));
		assertFails(this.tokens.revoke(), TwitchUnavailableException.class);
		assertThat(getToken()).isEqualTo(this.token);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(fileContent()).contains(this.token.accessToken());
		this.tokens.forget("default").block(PATIENCE);
		assertNothingIsLeft();
	}

	private void assertNothingIsLeft() {
		assertFails(this.tokens.getToken(), AuthorizationRequiredException.class);
		assertFails(userName(), AuthorizationRequiredException.class);
		assertThat(fileContent()).doesNotContain(this.token.accessToken(), this.token.refreshToken());
		start();
		assertFails(this.application.tokens().getToken(), AuthorizationRequiredException.class);
		assertRefreshes(0, 0, 0);
	}

}
