package io.github.twitchoauth.tokens;

import java.time.Duration;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.test.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application starts again.
 */
class RestoreTests extends AbstractTokenTests {

	private final ShiftedClock clock = new ShiftedClock();

	@Test
	void startWhenStoredTokenLivesThenValidatesAndUsesIt() {
		TwitchToken token = logInAndStop();
		long validations = this.twitch.getRequestCount(Endpoint.VALIDATE);
		start(AUTO_START);
		assertThat(awaitAuthenticated()).satisfies((event) -> assertThat(event.isRestored()).isTrue())
			.satisfies((event) -> assertThat(event.getToken()).isEqualTo(token));
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(validations + 1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertNobodyWasAsked();
		assertRefreshes(0, 0, 0);
	}

	@Test
	void startWhenTwitchRefusesStoredTokenThenRefreshesIt() {
		TwitchToken token = logInAndStop();
		this.twitch.expireAccessTokens();
		start(AUTO_START);
		assertRestoredByRefresh(token);
	}

	@Test
	void startWhenStoredTokenHasExpiredThenRefreshesIt() {
		TwitchToken token = logInAndStop();
		long validations = this.twitch.getRequestCount(Endpoint.VALIDATE);
		this.clock.advance(Duration.ofHours(5));
		start(this.clock, AUTO_START);
		assertRestoredByRefresh(token);
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(validations);
	}

	@Test
	void startWhenStoredTokenIsDeadThenAsksHuman() {
		logInAndStop();
		this.twitch.disconnect("twitchdev");
		start(AUTO_START);
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		assertThat(awaitAuthenticated().isRestored()).isFalse();
		assertThat(this.application.events(AuthorizationLostEvent.class)).hasSize(1);
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertRefreshes(1, 0, 0);
	}

	@Test
	void startWhenScopesHaveBeenAddedThenAsksHumanNamingTheMissingOnes() {
		start("twitch.oauth.scopes=user:read:chat");
		logIn();
		start(AUTO_START, "twitch.oauth.scopes=user:read:chat,user:write:chat,bits:read");
		AuthorizationFailedEvent failed = this.application.await(AuthorizationFailedEvent.class, 1).get(0);
		assertThat(failed.getError()).isInstanceOf(MissingScopeException.class)
			.hasMessageContainingAll("user:write:chat", "bits:read")
			.hasMessageNotContaining("user:read:chat");
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		assertThat(awaitAuthenticated().isRestored()).isFalse();
		assertThat(getToken().scopes()).containsExactlyInAnyOrder("user:read:chat", "user:write:chat", "bits:read");
		start(AUTO_START, "twitch.oauth.scopes=user:read:chat");
		assertThat(awaitAuthenticated().isRestored()).isTrue();
	}

	@Test
	void startWhenFurtherAccountIsStoredThenRestoresBoth() {
		String[] properties = { AUTO_START, "twitch.oauth.accounts.bot.expected-login=the_bot" };
		start(properties);
		for (DeviceCodeEvent code : this.application.await(DeviceCodeEvent.class, 2)) {
			this.twitch.approve(code.getUserCode(), code.getAccount().equals("bot") ? "the_bot" : "twitchdev");
		}
		this.application.await(AuthenticatedEvent.class, 2);
		this.twitch.expireAccessTokens();
		start(properties);
		assertThat(this.application.await(AuthenticatedEvent.class, 2)).allMatch(AuthenticatedEvent::isRestored);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.tokens().getToken("bot").block(PATIENCE).login()).isEqualTo("the_bot");
		assertNobodyWasAsked();
		assertRefreshes(2, 2, 0);
	}

	private void assertRestoredByRefresh(TwitchToken old) {
		AuthenticatedEvent event = awaitAuthenticated();
		assertThat(event.isRestored()).isTrue();
		assertThat(event.getToken()).isNotEqualTo(old).isEqualTo(getToken());
		assertThat(this.application.await(TokenRefreshedEvent.class, 1)).hasSize(1);
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertNobodyWasAsked();
		assertRefreshes(1, 1, 0);
	}

	private TwitchToken logInAndStop() {
		start();
		TwitchToken token = logIn();
		stop();
		return token;
	}

}
