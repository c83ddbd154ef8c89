package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
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
		assertThat(fileContent()).containsIgnoringWhitespaces("\"accounts\": {}");
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

	@Test
	void callWhenAnotherProcessStoresSomebodyElsesTokenThenAsksHumanAndIsNotMadeInTheirName() {
		start(AUTO_START, EXPECTED_LOGIN);
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		awaitAuthenticated();
		try (TestApplication another = TestApplication.start(this.twitch.getBaseUrl(), TokenFile.properties(file()))) {
			this.twitch.approveNext("stranger");
			another.flow().authorize().block(PATIENCE);
		}
		this.twitch.expireAccessTokens();
		assertFails(userName(), AuthorizationRequiredException.class);
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'stranger'", "'twitchdev'");
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		this.application.await(AuthenticatedEvent.class, 2);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationFailedEvent.class)).hasSize(1);
	}

	@Test
	void startWhenUserHasBeenRenamedThenGoesOnEachTime() {
		start(EXPECTED_LOGIN);
		logIn();
		this.twitch.on(Endpoint.VALIDATE)
			.next(100)
			.respond(Fault.body(200, "application/json",
					"{\"client_id\":\"test-client\",\"login\":\"renamed\",\"scopes\":[],\"user_id\":\""
							+ this.twitch.getUserId("twitchdev") + "\",\"expires_in\":5000}"));
		for (int i = 0; i < 2; i++) {
			start(AUTO_START, EXPECTED_LOGIN);
			assertThat(awaitAuthenticated().getToken().login()).isEqualTo("renamed");
			assertThat(getToken().login()).isEqualTo("renamed");
			assertNobodyWasAsked();
			assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		}
	}

	private void logInAsStrangerAndRestart(String... properties) {
		start();
		this.twitch.approveNext("stranger");
		this.application.flow().authorize().block(PATIENCE);
		start(properties);
	}

}
