package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Duration;

import io.github.twitchoauth.RateLimitedException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link TwitchExchangeFilterFunction} waits for the rate limit, on virtual
 * time.
 */
class RateLimitedRequestTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HelixFixture fixture = new HelixFixture();

	private final ScriptedHelix helix = new ScriptedHelix();

	@Test
	void filterWhenRateLimitIsUsedUpThenWaitsForTheResetAndRepeats() {
		emptyUntil(20);
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(19_999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(2);
	}

	@Test
	void filterWhenAnEarlierAnswerToldALaterResetThenTheLastOneCounts() {
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		emptyUntil(60);
		StepVerifier.create(send(filter)).expectError(RateLimitedException.class).verify(PATIENCE);
		emptyUntil(20);
		StepVerifier.withVirtualTime(() -> send(filter))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(19_999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void filterWhenManyWaitThenTheFirstTriesAndTheOthersFollow() {
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		emptyUntil(20);
		StepVerifier.withVirtualTime(() -> Flux.range(0, 5).flatMap((i) -> send(filter)).count())
			.thenAwait(Duration.ofSeconds(20))
			.expectNext(5L)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(6);
	}

	@Test
	void filterWhenTheCallInFrontIsCancelledThenTheNextOneIsLetIn() {
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		emptyUntil(20);
		StepVerifier.withVirtualTime(() -> {
			send(filter).takeUntilOther(Mono.delay(Duration.ofSeconds(10))).subscribe();
			return send(filter);
		}).thenAwait(Duration.ofSeconds(20)).expectNext(200).expectComplete().verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(2);
	}

	@Test
	void filterWhenTokenChangesDuringTheWaitThenUsesTheNewOne() {
		emptyUntil(20);
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(10))
			.then(() -> this.fixture.tokens.refresh("default", "default-0").subscribe())
			.thenAwait(Duration.ofSeconds(10))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.tokens()).containsExactly("Bearer default-0", "Bearer default-1");
	}

	@Test
	void filterWhenResetIsTooFarThenFailsAtOnceWithTheTimeToWait() {
		emptyUntil(31);
		StepVerifier.create(send())
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(RateLimitedException.class,
						(limited) -> assertThat(limited.getRetryAfter()).isEqualTo(Duration.ofSeconds(31)))
				.hasMessageContaining("31 s")
				.hasMessageContaining("twitch.oauth.client.rate-limit.max-wait (now 30 s)"))
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(1);
	}

	@Test
	void filterWhenRateLimitIsUsedUpAgainThenAllWaitsTogetherAreLimited() {
		emptyUntil(20);
		emptyUntil(11);
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(20).minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectError(RateLimitedException.class)
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(2);
	}

	@Test
	void filterWhenServersClockIsBehindThenGivesUpAfterThirtyRepetitions() {
		for (int i = 0; i < 100; i++) {
			emptyUntil(-60);
		}
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(30).minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectError(RateLimitedException.class)
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(31);
	}

	@Test
	void filterWhenLimitIsTheEndpointsThenRepeatsOnceAndPassesTheSecondOn() {
		this.helix.answers(429, "", "Ratelimit-Remaining", "700", "Ratelimit-Reset", reset(20))
			.answers(429, "", "Ratelimit-Remaining", "699", "Ratelimit-Reset", reset(20), "Retry-After", "3");
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext(429)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(2);
	}

	@Test
	void filterWhenCancelledDuringTheWaitForAnEndpointThenTheCallDoesNotCountAnyMore() {
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		for (int i = 0; i < 30; i++) {
			this.helix.answers(429, "", "Ratelimit-Limit", "30", "Ratelimit-Remaining", "29", "Ratelimit-Reset",
					reset(20), "Retry-After", "3");
			StepVerifier.withVirtualTime(() -> send(filter))
				.expectSubscription()
				.thenAwait(Duration.ofSeconds(1))
				.thenCancel()
				.verify(PATIENCE);
		}
		StepVerifier.create(send(filter)).expectNext(200).expectComplete().verify(Duration.ofSeconds(1));
	}

	@Test
	void filterWhenAnotherCallIsNeverAnsweredThenDoesNotWaitForIt() {
		TwitchExchangeFilterFunction filter = new TwitchExchangeFilterFunction(this.fixture.authorization());
		this.helix.answers(Mono.never());
		send(filter).subscribe();
		emptyUntil(20);
		StepVerifier.withVirtualTime(() -> send(filter))
			.expectSubscription()
			.thenAwait(Duration.ofSeconds(20))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void filterWhenEndpointSaysRetryAfterThenWaitsThatLong() {
		this.helix.answers(429, "", "Ratelimit-Remaining", "700", "Retry-After", "3");
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(2_999))
			.thenAwait(Duration.ofMillis(1))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void filterWhenCancelledDuringTheWaitThenSendsNoMore() {
		emptyUntil(20);
		StepVerifier.withVirtualTime(this::send)
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(10))
			.thenCancel()
			.verify(PATIENCE);
		StepVerifier.withVirtualTime(Mono::never)
			.expectSubscription()
			.expectNoEvent(Duration.ofMinutes(1))
			.thenCancel()
			.verify(PATIENCE);
		assertThat(this.helix.requests).hasSize(1);
	}

	@Test
	void filterWhenTokenDiesDuringTheWaitThenRefreshesOnce() {
		emptyUntil(20);
		this.helix.answers(401, HelixFixture.DEAD);
		emptyUntil(5);
		StepVerifier.withVirtualTime(this::send)
			.thenAwait(Duration.ofSeconds(25))
			.expectNext(200)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.helix.tokens()).containsExactly("Bearer default-0", "Bearer default-0", "Bearer default-1",
				"Bearer default-1");
	}

	private void emptyUntil(long seconds) {
		this.helix.answers(429, "{\"message\":\"Too Many Requests\"}", "Ratelimit-Remaining", "0", "Ratelimit-Reset",
				reset(seconds));
	}

	private static String reset(long seconds) {
		return String.valueOf(HelixFixture.NOW.plusSeconds(seconds).getEpochSecond());
	}

	private Mono<Integer> send() {
		return send(new TwitchExchangeFilterFunction(this.fixture.authorization()));
	}

	private Mono<Integer> send(TwitchExchangeFilterFunction filter) {
		return filter.filter(ClientRequest.create(HttpMethod.GET, URI.create(HelixFixture.URL)).build(), this.helix)
			.map((response) -> response.statusCode().value());
	}

}
