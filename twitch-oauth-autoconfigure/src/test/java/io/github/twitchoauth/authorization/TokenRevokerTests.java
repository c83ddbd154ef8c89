package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenRevoker}: logging out, and sending somebody else away.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenRevokerTests extends AbstractTokenManagerTests {

	private static final FakeTwitch.Fault DOWN = FakeTwitch.answers(503, "");

	@Test
	void revokeWhenServerRevokesRefreshTokensThenRevokesBoth() {
		loaded();
		this.manager.revoke().block(LIMIT);
		assertThat(this.twitch.requests()).containsExactly("revoke at-1", "revoke rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
		expectEvents(LoggedOutEvent.class);
	}

	@Test
	void revokeWhenAccessTokenIsDeadAlreadyThenRevokesTheRefreshTokenAllTheSame() {
		loaded();
		this.twitch.expire("at-1");
		this.manager.revoke().block(LIMIT);
		assertThat(this.twitch.requests()).containsExactly("revoke at-1", "revoke rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | {"error":"unsupported_token_type"}
			401 | {"error":"invalid_client"}
			404 | {"status":404,"message":"client does not exist"}
			""")
	void revokeWhenAccessTokenIsRefusedThenRevokesTheRefreshTokenAndForgetsBoth(int status, String body,
			CapturedOutput output) {
		loaded();
		this.twitch.fault("revoke", FakeTwitch.answers(status, body));
		this.manager.revoke().block(LIMIT);
		assertThat(this.twitch.requests()).containsExactly("revoke at-1", "revoke rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
		expectEvents(LoggedOutEvent.class);
		assertThat(output).contains("could not be revoked", "the access token (")
			.doesNotContain("the refresh token (", "at-1");
	}

	@Test
	void revokeWhenServerHasNoRevocationEndpointThenForgetsAndSaysSo(CapturedOutput output) {
		loaded();
		new TwitchTokenManager(accounts(), settings(Duration.ofMinutes(1), true), this.twitch.client(false), this.store,
				new EventDispatcher(List.of(this.events::add), this.lifecycle), this.lifecycle)
			.revoke()
			.block(LIMIT);
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(output).contains("could not be revoked", "twitch.oauth.provider.revocation-uri");
	}

	@Test
	void revokeWhenRefreshTokenCannotBeRevokedYetThenForgetsNothing() {
		TwitchToken token = loaded();
		this.twitch.fault("revoke", FakeTwitch.answers(200, ""), DOWN);
		assertThat(failure(this.manager.revoke())).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
	}

	@Test
	void verifyWhenSomebodyElseApprovedThenRevokesBoth() {
		assertThat(approvedBySomebodyElse()).hasMessageContaining("was revoked");
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "revoke at-1", "revoke rt-1");
	}

	@Test
	void verifyWhenSomebodyElseApprovedAndTokenIsDeadAlreadyThenSaysThatItIsRevoked() {
		this.twitch.fault("revoke", FakeTwitch.answers(400, "{\"status\":400,\"message\":\"Invalid token\"}"));
		assertThat(approvedBySomebodyElse()).hasMessageContaining("was revoked");
	}

	@Test
	void verifyWhenSomebodyElseApprovedAndTwitchIsDownThenSaysThatTheirTokenLives() {
		this.twitch.fault("revoke", DOWN);
		assertThat(approvedBySomebodyElse()).hasMessageContaining("revoking it failed because Twitch answered 503");
	}

	private Throwable approvedBySomebodyElse() {
		TwitchToken token = this.twitch.logIn();
		Throwable failure = failure(expecting("boss").manager()
			.logIn(ACCOUNT,
					new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt())));
		assertThat(failure).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'twitchdev'", "'boss'");
		return failure;
	}

}
