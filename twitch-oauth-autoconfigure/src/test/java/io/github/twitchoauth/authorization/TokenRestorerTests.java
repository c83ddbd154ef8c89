package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenRestorer}: whose a stored token is, and when that is known.
 */
class TokenRestorerTests extends AbstractTokenManagerTests {

	private static final FakeTwitch.Fault DOWN = FakeTwitch.answers(503, "");

	private static final FakeTwitch.Fault UNCLEAR = FakeTwitch.answers(401,
			"{\"status\":401,\"message\":\"upstream auth backend unavailable\"}");

	@Test
	void restoreWhenLoginIsNotKnownAndTwitchIsDownThenNobodyIsAskedAndNothingServed() {
		TwitchToken token = storedWithoutLogin();
		this.twitch.fault("validate", DOWN, DOWN);
		expectUnavailable(() -> restore("twitchdev"));
		assertThat(failure(this.manager.getToken())).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo(token.accessToken());
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenLoginIsNotKnownAndTheValidationIsAnUnclear401ThenNobodyIsAskedAndNothingServed() {
		storedWithoutLogin();
		this.twitch.fault("validate", UNCLEAR, UNCLEAR);
		expectUnavailable(() -> restore("boss"));
		assertThat(failure(this.manager.getToken())).isInstanceOf(TwitchUnavailableException.class);
		expectEvents();
		assertThat(failure(this.manager.getToken())).hasMessageContaining("'boss' is expected");
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
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(failure()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'twitchdev'", "'boss'");
	}

	@Test
	void restoreWhenRefreshedTokenCannotBeValidatedYetThenNobodyIsAskedAndNothingLost() {
		storedWithoutLogin();
		this.clock.jump(Duration.ofHours(5));
		this.twitch.fault("validate", DOWN);
		expectUnavailable(() -> restore("twitchdev"));
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		assertThat(this.manager.getToken().block(LIMIT).login()).isEqualTo("twitchdev");
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenValidationIsAnUnclear401ThenServesTheTokenAndPresentsNothing() {
		stored();
		this.twitch.fault("validate", UNCLEAR);
		assertThat(restore(null).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenItFailsThenIsOverBeforeTheSubscriberHearsOfIt() {
		TwitchToken token = storedWithoutLogin();
		this.twitch.fault("validate", DOWN);
		this.manager = expecting("twitchdev").manager();
		this.manager.restore(ACCOUNT).onErrorResume((error) -> this.manager.getToken()).block(LIMIT);
		expectEvents(AuthenticatedEvent.class);
	}

	@Test
	void restoreWhenSomebodyElsesTokenIsFoundOutLaterThenReportsItAndAsksForALoginOnce() {
		storedWithoutLogin();
		this.twitch.fault("validate", DOWN);
		expectUnavailable(() -> restore("boss"));
		assertThat(failure(this.manager.getToken())).hasMessageContaining("'boss' is expected");
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(failure()).isInstanceOf(UnexpectedAccountException.class)
			.hasMessageContainingAll("'twitchdev'", "'boss'");
		assertThat(this.lost).containsExactly(ACCOUNT);
		assertThat(failure(this.manager.getToken())).hasMessageContaining("'boss' is expected");
		assertThat(this.twitch.requests("validate")).hasSize(2);
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
		assertThat(this.store.find(ACCOUNT)).extracting(TwitchToken::clientId).isEqualTo("other");
	}

	private static void expectUnavailable(ThrowingCallable restoring) {
		assertThatExceptionOfType(TwitchUnavailableException.class).isThrownBy(restoring);
	}

	private TwitchToken storedWithoutLogin() {
		TwitchToken token = with(this.twitch.logIn(), FakeTwitch.SCOPES, null);
		this.store.save(ACCOUNT, token);
		return token;
	}

	private TwitchToken restore(String expectedLogin) {
		this.manager = expecting(expectedLogin).manager();
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
		return this.manager.restore(ACCOUNT).block(LIMIT);
	}

	private TwitchOAuthException failure() {
		return ((AuthorizationFailedEvent) this.events.get(this.events.size() - 1)).getError();
	}

}
