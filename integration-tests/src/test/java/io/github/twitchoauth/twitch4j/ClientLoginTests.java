package io.github.twitchoauth.twitch4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.EventSubRevokedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of EventSub with logins that come and go in other ways than by a person.
 */
class ClientLoginTests extends AbstractClientTests {

	private static final Duration A_WHILE = Duration.ofMillis(700);

	@TempDir
	private Path directory;

	private ClientApplication application(Class<?> listeners) {
		return ClientApplication.start(this.twitch, listeners, "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + this.directory.resolve("tokens.json"));
	}

	private void assertSubscribed(ClientApplication application) {
		this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
		String token = application.bean(TokenManager.class).getToken().block(ClientApplication.PATIENCE).accessToken();
		ClientApplication
			.eventually(() -> assertThat(application.client().getCredential().getAccessToken()).isEqualTo(token));
	}

	@Test
	void startWhenATokenIsStoredAndNothingStartsByItselfThenConnectsAsSoonAsItIsUsed() {
		try (ClientApplication first = application(FollowGreeter.class)) {
			first.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
		}
		try (ClientApplication second = application(FollowGreeter.class)) {
			second.client().sendMessage("Hello");
			assertThat(second.await(AuthenticatedEvent.class).isRestored()).isTrue();
			second.await(TwitchClientReadyEvent.class);
			assertSubscribed(second);
		}
	}

	@Test
	void loginWhenSomeOtherProcessDoesItThenConnectsAsSoonAsItIsUsed() {
		try (ClientApplication application = application(FollowGreeter.class);
				ClientApplication other = application(Object.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			application.bean(TokenManager.class).revoke().block(ClientApplication.PATIENCE);
			application.await(LoggedOutEvent.class);
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
			other.logIn("default", "twitchdev");
			application.client().sendMessage("Hello");
			ClientApplication.eventually(() -> assertThat(application.events(TwitchClientReadyEvent.class)).hasSize(2));
			assertSubscribed(application);
		}
	}

	@Test
	void loginWhenSomeOtherProcessGrantsMoreScopesThenSubscribesToMore() {
		String file = "twitch.oauth.token-store.file.path=" + this.directory.resolve("tokens.json");
		try (ClientApplication application = ClientApplication.start(this.twitch, FollowGreeter.class,
				"twitch.oauth.token-store.type=file", file, "twitch.oauth.scopes=user:write:chat");
				ClientApplication other = application(Object.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			this.twitch.expireAccessTokens();
			other.logIn("default", "twitchdev");
			application.client().sendMessage("Hello");
			application.await(TokenRefreshedEvent.class);
			assertSubscribed(application);
		}
	}

	@Test
	void loginWhenItIsLostWhileSubscribingThenIsNotReady() {
		try (ClientApplication application = application(FollowGreeter.class)) {
			this.twitch.on(Endpoint.EVENTSUB_CREATE).next(1).respond(Fault.status(401, "Invalid OAuth token"));
			this.twitch.on(Endpoint.REFRESH).next(1).respond(Fault.status(400, "Invalid refresh token"));
			// After the one that tells who has logged in.
			this.twitch.on(Endpoint.VALIDATE).next(1).respond(Fault.delay(Duration.ofMillis(1)));
			this.twitch.on(Endpoint.VALIDATE).next(1).respond(Fault.status(401, "invalid access token"));
			application.logIn("default", "twitchdev").await(AuthorizationLostEvent.class);
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
			Awaitility.await().during(A_WHILE).until(() -> application.events(TwitchClientReadyEvent.class).isEmpty());
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			assertSubscribed(application);
		}
	}

	@Test
	void revocationWhenTheLoginLivesThenSubscribesAgain() {
		try (ClientApplication application = application(FollowGreeter.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			List<EventSubSubscription> before = this.twitch.eventSub().getSubscriptions();
			assertThat(this.twitch.eventSub().revokeSubscriptions("authorization_revoked")).isOne();
			application.await(EventSubRevokedEvent.class);
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getSubscriptions())
				.filteredOn(EventSubSubscription::isEnabled)
				.hasSize(1)
				.doesNotContainAnyElementsOf(before));
			assertThat(this.twitch.getRefreshCount()).isOne();
			assertThat(application.events(AuthorizationLostEvent.class)).isEmpty();
		}
	}

	@Test
	void listenerWhenItNeverReturnsThenCredentialAndConnectionFollowTheLoginAllTheSame() {
		try (ClientApplication busy = application(StuckListener.class)) {
			busy.logIn("default", "twitchdev");
			ClientApplication.eventually(() -> assertThat(busy.bean(StuckListener.class).isStuck()).isTrue());
			this.twitch.expireAccessTokens();
			busy.client().sendMessage("Hello");
			String now = busy.bean(TokenManager.class).getToken().block(ClientApplication.PATIENCE).accessToken();
			assertThat(busy.client().getCredential().getAccessToken()).isEqualTo(now);
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
			busy.bean(TokenManager.class).revoke().block(ClientApplication.PATIENCE);
			assertThat(busy.client().getCredential().getAccessToken()).isEmpty();
			ClientApplication.eventually(() -> assertThat(this.twitch.eventSub().getConnectionCount()).isZero());
			busy.bean(StuckListener.class).goOn();
		}
	}

}
