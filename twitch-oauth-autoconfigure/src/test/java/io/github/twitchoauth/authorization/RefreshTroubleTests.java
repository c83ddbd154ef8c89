package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.authorization.FakeTwitch.Fault;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of a token that cannot be refreshed.
 */
class RefreshTroubleTests extends AbstractTokenManagerTests {

	private static final Duration LASTING = Duration.ofSeconds(15);

	private static final Duration INTERVAL = Duration.ofHours(1);

	private static final Fault WRONG_SECRET = FakeTwitch.answers(403,
			"{\"status\":403,\"message\":\"invalid client secret\"}");

	private static final Fault DOWN = FakeTwitch.isUnreachable();

	@Test
	void refreshWhenSecretIsWrongThenTellsAtOnceAndOnceUntilItIsOver() {
		loaded();
		this.twitch.fault("refresh", WRONG_SECRET, WRONG_SECRET);
		fail(ClientConfigurationException.class);
		assertThat(state()).isEqualTo(State.MISCONFIGURED);
		assertThat(this.manager.account(ACCOUNT).trouble()).hasMessageContaining("twitch.oauth.client-secret");
		pass(Duration.ofMinutes(1));
		fail(ClientConfigurationException.class);
		pass(Duration.ofMinutes(1));
		refresh();
		expectEvents(AuthorizationFailedEvent.class, TokenRefreshedEvent.class);
		assertThat(((AuthorizationFailedEvent) this.events.get(0)).getError())
			.isInstanceOf(ClientConfigurationException.class);
		assertThat(state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.manager.account(ACCOUNT).trouble()).isNull();
	}

	@Test
	void refreshWhenTroubleChangesThenTellsAgain() {
		loaded();
		this.twitch.fault("refresh", DOWN, WRONG_SECRET, DOWN);
		fail(TwitchUnavailableException.class);
		pass(Duration.ofMinutes(1));
		fail(ClientConfigurationException.class);
		pass(Duration.ofMinutes(1));
		fail(TwitchUnavailableException.class);
		expectEvents(AuthorizationFailedEvent.class, AuthorizationFailedEvent.class, AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenRefusedTokenMeetsAnOutageThenTellsWhenItLasts() {
		loaded();
		this.twitch.fault("refresh", DOWN);
		fail(TwitchUnavailableException.class);
		assertThat(state()).isEqualTo(State.REFRESH_FAILING);
		pass(LASTING.minusSeconds(1));
		assertThat(this.events).isEmpty();
		pass(Duration.ofSeconds(1));
		expectEvents(AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenTheTokenValidatesAfterAllThenTheTroubleIsOver() {
		loaded();
		this.twitch.fault("refresh", DOWN);
		fail(TwitchUnavailableException.class);
		pass(LASTING);
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(state()).isEqualTo(State.REFRESH_FAILING);
		pass(INTERVAL);
		assertThat(state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.manager.account(ACCOUNT).trouble()).isNull();
	}

	@Test
	void refreshWhenTheTroubleComesBackThenTellsAtOnce() {
		loaded();
		this.twitch.fault("refresh", DOWN, DOWN);
		fail(TwitchUnavailableException.class);
		pass(INTERVAL);
		expectEvents(AuthorizationFailedEvent.class);
		fail(TwitchUnavailableException.class);
		expectEvents(AuthorizationFailedEvent.class, AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenTheSecretIsWrongThenAValidTokenChangesNothing() {
		loaded();
		this.twitch.fault("refresh", WRONG_SECRET);
		fail(ClientConfigurationException.class);
		pass(INTERVAL);
		assertThat(state()).isEqualTo(State.MISCONFIGURED);
		expectEvents(AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenTheOutageIsShortThenTellsNothingOfIt() {
		loaded();
		this.twitch.fault("refresh", DOWN);
		fail(TwitchUnavailableException.class);
		pass(Duration.ofSeconds(5));
		refresh();
		pass(LASTING);
		expectEvents(TokenRefreshedEvent.class);
		this.twitch.fault("refresh", DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-2"))).isInstanceOf(TwitchUnavailableException.class);
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void getTokenWhenTheTokenLivesThenAnOutageIsToldIfItFailsAgain() {
		loaded();
		this.clock.jump(Duration.ofHours(4).minusSeconds(50));
		this.twitch.fault("refresh", DOWN, DOWN);
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		pass(LASTING);
		assertThat(this.events).isEmpty();
		assertThat(state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(state()).isEqualTo(State.REFRESH_FAILING);
	}

	@Test
	void refreshWhenTheStoreFailsThenTellsWhenItLasts() {
		loaded();
		this.store.fail(Failure.BEFORE);
		fail(TokenStoreException.class);
		pass(LASTING);
		expectEvents(AuthorizationFailedEvent.class);
	}

	@Test
	void refreshWhenSomebodyElseHasRefreshedThenTheTroubleIsOver() {
		loaded();
		this.twitch.fault("refresh", WRONG_SECRET);
		fail(ClientConfigurationException.class);
		stored();
		refresh();
		expectEvents(AuthorizationFailedEvent.class, TokenRefreshedEvent.class);
		assertThat(state()).isEqualTo(State.LOGGED_IN);
	}

	@Test
	void forgetWhenInTroubleThenTheTroubleIsOver() {
		loaded();
		this.twitch.fault("refresh", WRONG_SECRET);
		fail(ClientConfigurationException.class);
		this.manager.forget(ACCOUNT).block(LIMIT);
		expectEvents(AuthorizationFailedEvent.class, LoggedOutEvent.class);
		assertThat(state()).isEqualTo(State.LOGGED_OUT);
	}

	@Test
	void loginWhenInTroubleThenTheTroubleIsOver() {
		loaded();
		this.twitch.fault("refresh", WRONG_SECRET);
		fail(ClientConfigurationException.class);
		adopt(this.manager, ACCOUNT, this.twitch.logIn());
		expectEvents(AuthorizationFailedEvent.class, AuthenticatedEvent.class);
		assertThat(state()).isEqualTo(State.LOGGED_IN);
	}

	private State state() {
		return this.manager.account(ACCOUNT).state();
	}

	private void refresh() {
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
	}

	private void fail(Class<? extends TwitchOAuthException> type) {
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(type);
	}

}
