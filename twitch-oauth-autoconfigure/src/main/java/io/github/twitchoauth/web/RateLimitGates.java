package io.github.twitchoauth.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;

/**
 * The {@link RateLimitGate} of each account: Twitch limits the calls of each user of a
 * client.
 */
final class RateLimitGates {

	private final AuthorizationLifecycle lifecycle;

	private final Clock clock;

	private final Map<String, RateLimitGate> gates = new ConcurrentHashMap<>();

	RateLimitGates(AuthorizationLifecycle lifecycle, Clock clock) {
		this.lifecycle = lifecycle;
		this.clock = clock;
	}

	RateLimitGate of(String account) {
		return this.gates.computeIfAbsent(account,
				(key) -> new RateLimitGate(this.clock, this.lifecycle::cancelOnClose));
	}

	double remaining() {
		return this.gates.values()
			.stream()
			.mapToDouble(RateLimitGate::remaining)
			.filter((remaining) -> !Double.isNaN(remaining))
			.min()
			.orElse(Double.NaN);
	}

	RateLimit read(HttpHeaders headers) {
		return RateLimit.of(headers, this.clock.instant());
	}

	Mono<Long> pause(Duration time) {
		return this.lifecycle.cancelOnClose(Mono.delay(time));
	}

}
