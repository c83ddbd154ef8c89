package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.test.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody else than the expected user approves, or has approved.
 */
class ExpectedLoginTests extends AbstractTokenTests {

	private static final String EXPECTED_LOGIN = "twitch.oauth.expected-login=twitchdev";

	@Test
	void authorizeWhenSomebodyElseApprovesThenTokenIsRevokedAndNowhereToBeFound() {
		start(AUTO_START, EXPECTED_LOGIN);
		this.twitch.approveNext("stranger");
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'stranger'", "'twitchdev'");
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
		assertThat(this.application.storedToken("default")).isNull();
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isEqualTo(2);
		assertFails(userName(), AuthorizationRequiredException.class);
		assertThat(file()).doesNotExist();
	}

	@Test
	void restoreWhenStoredLoginIsSomebodyElsesThenAsksHuman() {
		logInAsStrangerAndRestart(AUTO_START, EXPECTED_LOGIN);
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'stranger'", "'twitchdev'");
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		assertThat(awaitAuthenticated().isRestored()).isFalse();
		assertThat(whoAmI()).isEqualTo("twitchdev");
	}

	@Test
	void callWhenStoredLoginIsSomebodyElsesThenIsNotMadeInTheirName() {
		logInAsStrangerAndRestart(AUTO_START, EXPECTED_LOGIN);
		this.twitch.awaitUserCode(PATIENCE);
		assertFails(userName(), AuthorizationRequiredException.class);
	}

	@Test
	void callWhenStoredLoginIsSomebodyElsesAndAutoStartIsOffThenIsNotMadeInTheirName() {
		logInAsStrangerAndRestart(EXPECTED_LOGIN);
		assertFails(userName(), AuthorizationRequiredException.class);
	}

	private void logInAsStrangerAndRestart(String... properties) {
		start();
		this.twitch.approveNext("stranger");
		this.application.flow().authorize().block(PATIENCE);
		start(properties);
	}

}
