package io.github.twitchoauth.tokens;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A confidential client whose secret is missing or wrong: its token is not to blame.
 */
class ClientSecretTests extends AbstractTokenTests {

	private static final String SECRET = "c0rrect-h0rse-battery-staple";

	private static final String PROPERTY = "twitch.oauth.client-secret=";

	@ParameterizedTest
	@CsvSource({ "'', missing client secret", "n0t-the-secret, invalid client secret" })
	void callWhenSecretIsNotRightThenKeepsTokenUntilItIs(String secret, String answer) {
		this.twitch.requireClientSecret("test-client", SECRET);
		start(PROPERTY + secret);
		TwitchToken token = logIn();
		this.twitch.expireAccessTokens();
		assertFails(userName(), ClientConfigurationException.class)
			.withMessageContainingAll(answer, "twitch.oauth.client-secret")
			.withMessageNotContaining("n0t-the-secret");
		assertThat(this.application.storedToken("default")).isEqualTo(token);
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
		start(AUTO_START, PROPERTY + SECRET);
		assertThat(awaitAuthenticated().isRestored()).isTrue();
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertNobodyWasAsked();
		assertRefreshes(2, 1, 0);
	}

	@Test
	void restoreWhenSecretIsWrongThenSaysSoAndKeepsToken() {
		this.twitch.requireClientSecret("test-client", SECRET);
		start(PROPERTY + SECRET);
		TwitchToken token = logIn();
		this.twitch.expireAccessTokens();
		start(AUTO_START, PROPERTY + "n0t-the-secret");
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(ClientConfigurationException.class)
			.hasMessageContaining("twitch.oauth.client-secret");
		assertThat(this.application.events(TwitchOAuthEvent.class)).containsExactly(failed);
		assertThat(this.application.storedToken("default")).isEqualTo(token);
	}

}
