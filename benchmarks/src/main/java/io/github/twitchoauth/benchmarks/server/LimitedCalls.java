package io.github.twitchoauth.benchmarks.server;

import java.time.Instant;
import java.util.Map;

import io.github.twitchoauth.benchmarks.harness.Results;
import io.github.twitchoauth.benchmarks.server.TwitchServer.Answer;

/**
 * Calls under a rate limit, which is that of Helix but for its size: all calls are there
 * again at a time that the headers tell in whole seconds.
 */
final class LimitedCalls {

	private static final int LIMIT = 20;

	private static final int SECONDS = 2;

	private long window;

	private int used;

	private long requests;

	synchronized Answer call(Answer allowed) {
		long present = Instant.now().getEpochSecond() / SECONDS;
		this.used = (present == this.window) ? this.used + 1 : 1;
		this.window = present;
		this.requests++;
		Map<String, String> headers = Map.of("Ratelimit-Limit", String.valueOf(LIMIT), "Ratelimit-Remaining",
				String.valueOf(Math.max(0, LIMIT - this.used)), "Ratelimit-Reset",
				String.valueOf((present + 1) * SECONDS));
		return (this.used <= LIMIT) ? allowed.with(headers)
				: new Answer(429, "{\"error\":\"Too Many Requests\",\"status\":429,\"message\":\"rate limited\"}")
					.with(headers);
	}

	synchronized void reset() {
		this.requests = 0;
	}

	synchronized String statistics() {
		return Results.line("limited-calls", this.requests);
	}

}
