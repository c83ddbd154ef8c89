package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenRestorer}: whose a stored token is, and when that is known.
 */
class TokenRestorerTests extends AbstractTokenManagerTests {

	private static final FakeTwitch.Fault DOWN = FakeTwitch.answers(503, "");

	@Test
	void restoreWhenLoginIsNotKnownAndTwitchIsDownThenNobodyIsAsked() {
		TwitchToken token = storedWithoutLogin();
		this.twitch.fault("validate", DOWN);
		assertThat(restore("twitchdev")).isEqualTo(token);
		expectEvents(AuthenticatedEvent.class);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
	}

	@Test
	void restoreWhenLoginIsNotKnownAndTokenHasExpiredThenFindsOutWhoseItIs() {
		storedWithoutLogin();
		this.clock.jump(Duration.ofHours(5));
		assertThat(restore("twitchdev").login()).isEqualTo("twitchdev");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-2");
		expectEvents(TokenRefreshedEvent.class, AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenRefreshedTokenIsSomebodyElsesThenRefusesIt() {
		storedWithoutLogin();
		this.clock.jump(Duration.ofHours(5));
		assertThat(restore("boss")).isNull();
		expectEvents(TokenRefreshedEvent.class, AuthorizationFailedEvent.class);
		assertThat(failure()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'twitchdev'", "'boss'");
	}

	@Test
	void restoreWhenRefreshedTokenCannotBeValidatedYetThenNobodyIsAsked() {
		storedWithoutLogin();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("validate", DOWN);
		assertThat(restore("twitchdev").accessToken()).isEqualTo("at-2");
		expectEvents(TokenRefreshedEvent.class, AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenSomebodyElsesTokenIsFoundOutLaterThenReportsItAndAsksForALoginOnce() {
		storedWithoutLogin();
		this.twitch.fault("validate", DOWN);
		assertThat(restore("boss")).isNotNull();
		this.time.advanceTimeBy(Duration.ofSeconds(61));
		expectEvents(AuthenticatedEvent.class, AuthorizationFailedEvent.class);
		assertThat(failure()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'twitchdev'", "'boss'");
		Awaitility.await().untilAsserted(() -> assertThat(this.lost).containsExactly(ACCOUNT));
		this.time.advanceTimeBy(Duration.ofHours(2));
		assertThat(this.twitch.requests("validate")).hasSizeGreaterThan(3);
		expectEvents(AuthenticatedEvent.class, AuthorizationFailedEvent.class);
		assertThat(failure(this.manager.getToken())).hasMessageContaining("'boss' is expected");
	}

	@Test
	void restoreWhenTokenBelongsToAnotherClientThenRefusesIt() {
		stored();
		this.twitch.fault("validate",
				FakeTwitch.answers(200, "{\"client_id\":\"other\",\"login\":\"twitchdev\",\"user_id\":\"141981764\","
						+ "\"scopes\":[\"user:read:chat\"],\"expires_in\":14000}"));
		assertThat(restore(null)).isNull();
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(failure()).isInstanceOf(ClientConfigurationException.class)
			.hasMessageContainingAll("'other'", "'abc'");
		assertThat(this.store.find(ACCOUNT)).isNotNull();
	}

	private TwitchToken storedWithoutLogin() {
		TwitchToken token = with(this.twitch.logIn(), FakeTwitch.SCOPES, null);
		this.store.save(ACCOUNT, token);
		return token;
	}

	private TwitchToken restore(String expectedLogin) {
		AuthorizationServices services = expecting(expectedLogin);
		this.manager = new TwitchTokenManager(services);
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
		return new TokenRestorer(services, this.manager).restore(ACCOUNT).block(LIMIT);
	}

	private TwitchOAuthException failure() {
		return ((AuthorizationFailedEvent) this.events.get(this.events.size() - 1)).getError();
	}

}
