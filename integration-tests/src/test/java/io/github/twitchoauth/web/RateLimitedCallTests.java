package io.github.twitchoauth.web;

import java.time.Duration;
import java.time.Instant;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.RateLimitedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls wait for the rate limit, up to a limit of their own.
 */
@Tag("long")
class RateLimitedCallTests extends AbstractHelixTests {

	@Override
	String[] properties() {
		return new String[] { "twitch.oauth.client.rate-limit.max-wait=5s" };
	}

	@ParameterizedTest
	@EnumSource
	void callWhenRateLimitIsUsedUpThenWaitsAndRepeats(HelixClient client) {
		Instant start = Instant.now();
		Instant reset = Instant.ofEpochSecond(start.getEpochSecond() + 2);
		answers(limited(0, reset), WireMock.ok("fine"));
		assertThat(client.post(this.application, "/things", "\"hello\"").getBody()).isEqualTo("fine");
		assertThat(requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.getBodyAsString()).isEqualTo("\"hello\""));
		assertThat(Instant.now()).isAfterOrEqualTo(reset.minusMillis(5));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenResetIsTooFarThenFailsWithTheTimeToWait(HelixClient client) {
		answers(limited(0, Instant.now().plusSeconds(60)));
		assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> client.get(this.application, "/things"))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)))
			.withMessageContaining("twitch.oauth.client.rate-limit.max-wait (now 5 s)");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenLimitIsTheEndpointsThenRepeatsOnce(HelixClient client) {
		answers(limited(700, Instant.now().plusSeconds(60)));
		ResponseEntity<String> response = client.get(this.application, "/things");
		assertThat(response.getStatusCode().value()).isEqualTo(429);
		assertThat(response.getBody()).isEqualTo(body(429, "Too Many Requests"));
		assertThat(requests()).hasSize(2);
	}

	private static ResponseDefinitionBuilder limited(int remaining, Instant reset) {
		return refusal(429, "Too Many Requests").withHeader("Ratelimit-Limit", "800")
			.withHeader("Ratelimit-Remaining", String.valueOf(remaining))
			.withHeader("Ratelimit-Reset", String.valueOf(reset.getEpochSecond()));
	}

}
