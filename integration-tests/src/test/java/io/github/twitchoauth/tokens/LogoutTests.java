package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revoke and forget, and what is left after a restart.
 */
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
		assertThat(this.application.await(AuthorizationLostEvent.class, 1)).hasSize(1);
		assertNothingIsLeft();
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
