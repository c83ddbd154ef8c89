package io.github.twitchoauth.tokens;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store fails: a token that Twitch has issued is not lost, and nobody is asked.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreFailureTests extends AbstractTokenTests {

	private final FlakyTokenStore store = new FlakyTokenStore();

	@Test
	void callWhenNewTokenCannotBeSavedThenUsesItAndSavesItLater(CapturedOutput output) {
		start(this.store);
		TwitchToken old = logIn();
		failToSaveRefreshedToken();
		TwitchToken token = getToken();
		assertThat(token).isNotEqualTo(old);
		assertThat(this.application.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(this.application.healthOf("default").state()).isEqualTo(State.NOT_SAVED);
		assertThat(output).contains("could not be saved").doesNotContain(token.accessToken(), token.refreshToken());
		assertThat(this.store.find("default")).isEqualTo(old);
		this.store.writable(true);
		Awaitility.await().atMost(PATIENCE).until(() -> token.equals(this.store.find("default")));
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("is saved now"));
		assertThat(this.application.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.application.await(TokenRefreshedEvent.class, 1)).hasSize(1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertRefreshes(1, 1, 0);
	}

	@Test
	void callWhenSavingFailsAgainAndAgainThenTokenStillLivesThroughRefreshes() {
		start(this.store);
		logIn();
		failToSaveRefreshedToken();
		this.twitch.expireAccessTokens();
		assertThat(whoAmI()).isEqualTo("twitchdev");
		TwitchToken token = getToken();
		this.store.writable(true);
		Awaitility.await().atMost(PATIENCE).until(() -> token.equals(this.store.find("default")));
		assertRefreshes(2, 2, 0);
	}

	@Test
	void closeWhenTokenIsNotSavedYetThenTriesOnceMore() {
		start(this.store);
		logIn();
		failToSaveRefreshedToken();
		this.store.writable(true);
		start(this.store, AUTO_START);
		assertThat(awaitAuthenticated().isRestored()).isTrue();
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertNobodyWasAsked();
		assertRefreshes(1, 1, 0);
	}

	@Test
	void authorizeWhenTokenCannotBeSavedThenUsesItAndSavesItLater() {
		start(this.store);
		this.store.writable(false);
		TwitchToken token = logIn();
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.health().getStatus()).isEqualTo(Status.DOWN);
		this.store.writable(true);
		Awaitility.await().atMost(PATIENCE).until(() -> token.equals(this.store.find("default")));
	}

	@Test
	void startWhenStoreCannotBeReadThenAsksNobodyAndTriesAgain() {
		start(this.store);
		TwitchToken token = logIn();
		this.store.readable(false);
		start(this.store, AUTO_START);
		assertFails(this.application.tokens().getToken(), TokenStoreException.class);
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
		this.store.readable(true);
		assertThat(awaitAuthenticated().isRestored()).isTrue();
		assertThat(getToken()).isEqualTo(token);
		assertNobodyWasAsked();
	}

	@Test
	void callWhenStoreCannotBeReadThenRefreshTokenIsNotPresented() {
		start(this.store);
		logIn();
		this.twitch.expireAccessTokens();
		this.store.readable(false);
		assertFails(userName(), TokenStoreException.class).withMessageContaining("no connection");
		assertRefreshes(0, 0, 0);
		this.store.readable(true);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
		assertRefreshes(1, 1, 0);
	}

	private void failToSaveRefreshedToken() {
		this.twitch.expireAccessTokens();
		this.store.writable(false);
		assertThat(whoAmI()).isEqualTo("twitchdev");
	}

}
