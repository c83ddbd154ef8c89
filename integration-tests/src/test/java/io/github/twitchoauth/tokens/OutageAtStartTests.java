package io.github.twitchoauth.tokens;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application starts while Twitch is down: no reason to bother a person.
 */
class OutageAtStartTests extends AbstractTokenTests {

	private final ShiftedClock clock = new ShiftedClock();

	private TwitchToken token;

	@BeforeEach
	void logInAndStop() {
		start();
		this.token = logIn();
		stop();
	}

	@Test
	void startWhenStoredTokenHasNotExpiredThenUsesItAtOnceAndValidatesLater() {
		fail(Fault.status(503));
		start(AUTO_START, "twitch.oauth.validation.interval=12s");
		AuthenticatedEvent event = awaitAuthenticated();
		assertThat(event.isRestored()).isTrue();
		assertThat(event.getToken()).isEqualTo(this.token).isEqualTo(getToken());
		this.twitch.clearFaults();
		long validations = this.twitch.getRequestCount(Endpoint.VALIDATE);
		Awaitility.await().atMost(PATIENCE).until(() -> this.twitch.getRequestCount(Endpoint.VALIDATE) > validations);
		assertNobodyWasAsked();
		assertRefreshes(0, 0, 0);
	}

	@Test
	void startWhenStoredTokenHasExpiredThenWaitsForTwitch() {
		this.twitch.expireAccessTokens();
		fail(Fault.status(503));
		this.clock.advance(Duration.ofHours(5));
		start(this.clock, AUTO_START);
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
		Awaitility.await().atMost(PATIENCE).until(() -> this.twitch.getRequestCount(Endpoint.VALIDATE) >= 4);
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
		this.twitch.clearFaults();
		assertRestored();
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@Test
	void startWhenNobodyListensThenPresentsRefreshTokenOnlyToTwitchItself() throws Exception {
		this.clock.advance(Duration.ofHours(5));
		int port = unusedPort();
		start(this.clock, AUTO_START, "twitch.oauth.provider.token-uri=http://localhost:" + port + "/oauth2/token");
		assertFails(this.application.tokens().getToken(), TwitchUnavailableException.class);
		assertThat(this.application.events(AuthenticatedEvent.class)).isEmpty();
		assertNobodyWasAsked();
		assertThat(this.application.storedToken("default")).isEqualTo(this.token);
		start(this.clock, AUTO_START);
		assertRestored();
		assertRefreshes(1, 1, 0);
	}

	private static int unusedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void fail(Fault fault) {
		for (Endpoint endpoint : Endpoint.values()) {
			this.twitch.on(endpoint).next(1_000).respond(fault);
		}
	}

	private void assertRestored() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> !this.application.events(AuthenticatedEvent.class).isEmpty());
		assertThat(awaitAuthenticated().isRestored()).isTrue();
		assertThat(whoAmI()).isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		assertNobodyWasAsked();
	}

}
