package io.github.twitchoauth.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * The permission of a {@link RateLimitGate} to send one call.
 */
final class RateLimitPermit {

	private final RateLimitGate gate;

	private final Duration waited;

	private final AtomicBoolean released = new AtomicBoolean();

	/**
	 * Create a permit.
	 * @param gate gets it back
	 * @param waited how long the call has waited for it
	 */
	RateLimitPermit(RateLimitGate gate, Duration waited) {
		this.gate = gate;
		this.waited = waited;
	}

	Duration waited() {
		return this.waited;
	}

	/**
	 * Take an answer to the call into account.
	 * @param status its status
	 * @param headers its headers
	 */
	void answered(HttpStatusCode status, HttpHeaders headers) {
		this.gate.answered(status, headers);
	}

	/**
	 * Give the permit back, because the call is not under way any more.
	 */
	void release() {
		if (this.released.compareAndSet(false, true)) {
			this.gate.release();
		}
	}

}
