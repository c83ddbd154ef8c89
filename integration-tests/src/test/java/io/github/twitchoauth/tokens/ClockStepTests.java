package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.test.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wall clock is set while a login is pending, as a small computer does once it has
 * found a time server.
 */
class ClockStepTests extends AbstractTokenTests {

	private final ShiftedClock clock = new ShiftedClock();

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H", "P20000D" })
	void authorizeWhenClockIsSetThenLoginGoesOn(Duration step) {
		start(this.clock);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		String userCode = this.twitch.awaitUserCode(PATIENCE);
		awaitPoll();
		this.clock.advance(step);
		awaitPoll();
		this.twitch.approve(userCode, "twitchdev");
		assertLoggedIn(login);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H", "PT29M59S" })
	void pollForAuthorizationWhenClockWasSetBeforeThenLoginGoesOn(Duration step) {
		start(this.clock);
		DeviceCode code = this.application.flow().getDeviceCode().block(PATIENCE);
		this.clock.advance(step);
		CompletableFuture<TwitchToken> login = this.application.flow().pollForAuthorization(code).toFuture();
		awaitPoll();
		awaitPoll();
		this.twitch.approve(code.userCode(), "twitchdev");
		assertLoggedIn(login);
	}

	@Test
	void authorizeWhenClockIsSetBackThenCodeStillExpires() {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(1));
		start(this.clock);
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		awaitPoll();
		this.clock.advance(Duration.ofHours(3).negated());
		assertThat(login).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(DeviceCodeExpiredException.class);
	}

	private void awaitPoll() {
		long before = this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN);
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN) > before);
	}

	private void assertLoggedIn(CompletableFuture<TwitchToken> login) {
		assertThat(login).succeedsWithin(PATIENCE).extracting(TwitchToken::login).isEqualTo("twitchdev");
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		this.twitch.assertNoMisuse();
	}

}
