package io.github.twitchoauth.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.store.UnusableTokenFileException;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token file's volume is unmounted while the application runs.
 */
class VanishedFileTests extends AbstractTokenTests {

	@BeforeEach
	void logInWithAutoStart() {
		start(AUTO_START);
		this.twitch.approve(this.twitch.awaitUserCode(PATIENCE), "twitchdev");
		awaitAuthenticated();
	}

	@Override
	Path file() {
		return this.directory.resolve("volume/tokens.json");
	}

	@Test
	void callWhenFileIsGoneThenGoesOnAndNobodyIsLoggedOut() throws IOException {
		Path away = Files.move(file().getParent(), this.directory.resolve("away"));
		assertThat(whoAmI()).isEqualTo("twitchdev");
		this.twitch.expireAccessTokens();
		assertFails(userName(), UnusableTokenFileException.class);
		assertThat(file().getParent()).doesNotExist();
		Files.move(away, file().getParent());
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationLostEvent.class)).isEmpty();
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(1);
		assertRefreshes(1, 1, 0);
	}

	@Test
	void refreshWhenFileVanishesBeforeTheAnswerThenNothingIsMadeInItsPlaceAndTheTokenIsSavedLater() throws Exception {
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(Fault.delay(Duration.ofSeconds(1)));
		CompletableFuture<String> call = userName().toFuture();
		Awaitility.await().until(() -> this.twitch.getRequestCount(Endpoint.REFRESH) == 1);
		Path away = Files.move(file().getParent(), this.directory.resolve("away"));
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("twitchdev");
		assertThat(file().getParent()).doesNotExist();
		Files.move(away, file().getParent());
		TwitchToken token = getToken();
		Awaitility.await().until(() -> token.equals(this.application.storedToken("default")));
		assertRefreshes(1, 1, 0);
	}

	@Test
	void callWhenAccountIsGoneFromTheFileThenIsLoggedOut() throws IOException {
		Files.writeString(file(), "{\"version\":1,\"accounts\":{}}");
		this.twitch.expireAccessTokens();
		assertThat(userName().onErrorComplete().blockOptional(PATIENCE)).isEmpty();
		assertThat(this.application.await(AuthorizationLostEvent.class, 1)).hasSize(1);
	}

}
