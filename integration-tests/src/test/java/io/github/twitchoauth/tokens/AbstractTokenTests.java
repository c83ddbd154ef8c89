package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that keeps its tokens in a file, can be restarted, and has only
 * {@link MockTwitch} to talk to.
 */
abstract class AbstractTokenTests {

	static final Duration PATIENCE = TestApplication.PATIENCE;

	static final String AUTO_START = "twitch.oauth.auto-start=true";

	@AutoClose
	final MockTwitch twitch = MockTwitch.start();

	@TempDir
	Path directory;

	TestApplication application;

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	void start(String... properties) {
		stop();
		this.twitch.setInterval(Duration.ofMillis(50));
		this.application = TestApplication.start(this.twitch.getBaseUrl(), withFile(properties));
	}

	void start(Clock clock, String... properties) {
		stop();
		this.twitch.setInterval(Duration.ofMillis(50));
		this.application = TestApplication.start(this.twitch.getBaseUrl(), clock, withFile(properties));
	}

	void start(TokenStore store, String... properties) {
		stop();
		this.twitch.setInterval(Duration.ofMillis(50));
		this.application = TestApplication.start(this.twitch.getBaseUrl(), store, properties);
	}

	private String[] withFile(String... properties) {
		return Stream.concat(Stream.of(TokenFile.properties(file())), Stream.of(properties)).toArray(String[]::new);
	}

	Path file() {
		return this.directory.resolve("tokens.json");
	}

	String fileContent() {
		try {
			return Files.readString(file());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TwitchToken logIn() {
		this.twitch.approveNext("twitchdev");
		TwitchToken token = this.application.flow().authorize().block(PATIENCE);
		// The code is removed a moment later, and tests change the file by hand.
		Awaitility.await().until(() -> Files.notExists(file()) || !fileContent().contains("pendingLogins"));
		return token;
	}

	TwitchToken getToken() {
		return this.application.tokens().getToken().block(PATIENCE);
	}

	// What an application does all day, and all that it sees of refreshes.
	String whoAmI() {
		return userName().block(PATIENCE);
	}

	Mono<String> userName() {
		return this.application.webClient()
			.get()
			.uri("/users")
			.retrieve()
			.bodyToMono(Users.class)
			.map((users) -> users.data().get(0).login());
	}

	<T extends TwitchOAuthException> ThrowableAssertAlternative<T> assertFails(Mono<?> mono, Class<T> type) {
		Throwable error = mono.<Throwable>then(Mono.empty()).onErrorResume(Mono::just).block(PATIENCE);
		assertThat(error).isExactlyInstanceOf(type);
		return new ThrowableAssertAlternative<>(type.cast(error));
	}

	AuthenticatedEvent awaitAuthenticated() {
		return this.application.await(AuthenticatedEvent.class, 1).get(0);
	}

	void assertNobodyWasAsked() {
		assertThat(this.application.events(DeviceCodeEvent.class)).isEmpty();
	}

	void assertRefreshes(int requests, int refreshes, int replays) {
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).as("requests").isEqualTo(requests);
		assertThat(this.twitch.getRefreshCount()).as("refreshes").isEqualTo(refreshes);
		assertThat(this.twitch.getReplays()).as("replays").hasSize(replays);
		this.twitch.assertNoMisuse();
	}

}
