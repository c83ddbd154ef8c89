package io.github.twitchoauth.twitch4j;

import java.nio.file.Path;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a token that is used while the application is still being put together.
 */
class EarlyTokenTests extends AbstractClientTests {

	@TempDir
	private Path directory;

	private ClientApplication application(Class<?> listeners, boolean autoStart) {
		return ClientApplication.start(this.twitch, listeners, "twitch.oauth.token-store.type=file",
				"twitch.oauth.token-store.file.path=" + this.directory.resolve("tokens.json"),
				"twitch.oauth.auto-start=" + autoStart);
	}

	@Test
	void startWhenABeanUsesTheStoredTokenBeforeThenTheApplicationHearsOfTheLoginAllTheSame() {
		try (ClientApplication first = application(FollowGreeter.class, false)) {
			first.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
		}
		try (ClientApplication second = application(UsesTokenEarly.class, true)) {
			String token = second.bean(TokenManager.class).getToken().block(ClientApplication.PATIENCE).accessToken();
			assertThat(second.await(AuthenticatedEvent.class).isRestored()).isTrue();
			second.await(TwitchClientReadyEvent.class);
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
			assertThat(second.client().getCredential().getAccessToken()).isEqualTo(token);
		}
	}

	@Test
	void startWhenABeanLogsInThenTheCredentialHasTheToken() {
		this.twitch.approveNext("twitchdev");
		try (ClientApplication application = application(LogsInEarly.class, false)) {
			String token = application.bean(TokenManager.class)
				.getToken()
				.block(ClientApplication.PATIENCE)
				.accessToken();
			ClientApplication
				.eventually(() -> assertThat(application.client().getCredential().getAccessToken()).isEqualTo(token));
			this.twitch.eventSub().awaitSubscription("channel.follow", ClientApplication.PATIENCE);
		}
	}

	@Import(FollowGreeter.class)
	static class UsesTokenEarly {

		private final TokenManager tokens;

		UsesTokenEarly(TokenManager tokens) {
			this.tokens = tokens;
		}

		@PostConstruct
		void use() {
			this.tokens.getToken().block(ClientApplication.PATIENCE);
		}

	}

	@Import(FollowGreeter.class)
	static class LogsInEarly {

		private final DeviceAuthFlow flow;

		LogsInEarly(DeviceAuthFlow flow) {
			this.flow = flow;
		}

		@PostConstruct
		void logIn() {
			this.flow.authorize().block(ClientApplication.PATIENCE);
		}

	}

}
