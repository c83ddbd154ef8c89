package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Says that every token is valid, and when it has last said so of each: the tokens end
 * with the numbers of their accounts. Refuses what comes at a faster pace than it is told
 * to bear.
 */
final class ValidationServer implements AutoCloseable {

	private static final String ANSWER = """
			{"client_id":"test-client","login":"twitchdev","scopes":[],"user_id":"1","expires_in":14400}""";

	private static final double BURST_SECONDS = 0.5;

	private final long[] last;

	private final boolean[] validated;

	private final Duration soonest;

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final AtomicLong tooSoon = new AtomicLong();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.handle(this::answer)
		.bindNow();

	private double mostPerSecond = Double.MAX_VALUE;

	private double left;

	private long filledAt = System.nanoTime();

	private long longest;

	/**
	 * Create a server.
	 * @param accounts how many accounts there are, numbered from 0
	 * @param soonest a token that is validated again before this has been validated twice
	 */
	ValidationServer(int accounts, Duration soonest) {
		this.last = new long[accounts];
		this.validated = new boolean[accounts];
		this.soonest = soonest;
	}

	String uri() {
		return "http://localhost:" + this.server.port();
	}

	// From now on, each token is to be validated within some time.
	synchronized void begin() {
		Arrays.fill(this.last, System.nanoTime());
		Arrays.fill(this.validated, false);
		this.longest = 0;
		this.answered.set(0);
		this.refused.set(0);
		this.tooSoon.set(0);
	}

	synchronized void bear(double mostPerSecond) {
		this.mostPerSecond = mostPerSecond;
	}

	long answered() {
		return this.answered.get();
	}

	long refused() {
		return this.refused.get();
	}

	/**
	 * Return how many validations came too soon after the one before.
	 * @return the number
	 */
	long tooSoon() {
		return this.tooSoon.get();
	}

	/**
	 * Return how long a token has gone without validation at most.
	 * @return the time, that which has not ended yet included
	 */
	synchronized Duration longestTime() {
		long oldest = Arrays.stream(this.last).min().orElseThrow();
		return Duration.ofNanos(Math.max(this.longest, System.nanoTime() - oldest));
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String token = request.requestHeaders().get("Authorization");
		if (!note(Integer.parseInt(token.substring(token.lastIndexOf('-') + 1)))) {
			return response.status(429).send();
		}
		return response.header("Content-Type", "application/json").sendString(Mono.just(ANSWER)).then();
	}

	private synchronized boolean note(int account) {
		long now = System.nanoTime();
		if (!isBearable(now)) {
			this.refused.incrementAndGet();
			return false;
		}
		long time = now - this.last[account];
		this.last[account] = now;
		this.longest = Math.max(this.longest, time);
		this.answered.incrementAndGet();
		if (this.validated[account] && time < this.soonest.toNanos()) {
			this.tooSoon.incrementAndGet();
		}
		this.validated[account] = true;
		return true;
	}

	private boolean isBearable(long now) {
		double refill = (now - this.filledAt) / 1e9 * this.mostPerSecond;
		this.filledAt = now;
		this.left = Math.min(this.mostPerSecond * BURST_SECONDS, this.left + refill);
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
