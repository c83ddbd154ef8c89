package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A server asks to be left alone until a date, which only its own clock can tell.
 */
class RetryAfterTests extends AbstractTokenTests {

	private final ShiftedClock clock = new ShiftedClock();

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H" })
	void pollWhenDateIsByAnotherClockThenWaitsAsLongAsTheServerMeans(Duration difference) {
		start();
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(until(difference, Duration.ofSeconds(1)));
		this.twitch.approveNext("twitchdev");
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		assertThat(login).succeedsWithin(Duration.ofSeconds(30));
		List<Instant> polls = polls();
		assertThat(polls).hasSize(2);
		assertThat(Duration.between(polls.get(0), polls.get(1))).isBetween(Duration.ofMillis(990),
				Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H" })
	void refreshWhenDateIsByAnotherClockThenWaitsAsLongAsTheServerMeans(Duration difference) {
		start(this.clock);
		logIn();
		this.clock.advance(Duration.ofHours(5));
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(until(difference, Duration.ofSeconds(100)));
		assertThat(refusal().getRetryAfter()).isEqualTo(Duration.ofSeconds(100));
		this.clock.advance(Duration.ofSeconds(98));
		refusal();
		assertRefreshes(1, 0, 0);
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(getToken().login()).isEqualTo("twitchdev");
		assertRefreshes(2, 1, 0);
	}

	@Test
	void pollWhenAskedToWaitBeyondExpiryThenUsesTheLastSecond() {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(4));
		start();
		this.twitch.on(Endpoint.DEVICE_TOKEN).respond(Fault.status(429).withHeader(HttpHeaders.RETRY_AFTER, "3600"));
		this.twitch.approveNext("twitchdev");
		CompletableFuture<TwitchToken> login = this.application.flow().authorize().toFuture();
		assertThat(login).succeedsWithin(Duration.ofSeconds(30));
		List<Instant> polls = polls();
		assertThat(polls).hasSize(2);
		assertThat(Duration.between(polls.get(0), polls.get(1))).isGreaterThan(Duration.ofMillis(2500));
	}

	private List<Instant> polls() {
		return this.twitch.getRequests(Endpoint.DEVICE_TOKEN).stream().map((request) -> request.time()).toList();
	}

	private TwitchUnavailableException refusal() {
		return catchThrowableOfType(TwitchUnavailableException.class, this::getToken);
	}

	private static Fault until(Duration difference, Duration wait) {
		Instant now = Instant.now().plus(difference);
		return Fault.status(429)
			.withHeader(HttpHeaders.DATE, date(now))
			.withHeader(HttpHeaders.RETRY_AFTER, date(now.plus(wait)));
	}

	private static String date(Instant instant) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
	}

}
