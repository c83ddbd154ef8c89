package io.github.twitchoauth.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.endpoint.ServerTime;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * Lets the calls of one user through one after the other as Twitch's rate limit has room
 * for them. Without it, all calls that wait for the limit would be sent at the same
 * moment, and most of them be refused again. A call that may not wait any longer is sent
 * all the same, so that the answer is always Twitch's.
 */
final class RateLimitGate {

	// Until an answer tells the limit.
	private static final long FIRST_CALLS = 10;

	private final Clock clock;

	private final UnaryOperator<Mono<Permit>> whileOpen;

	private final Deque<MonoSink<Permit>> waiting = new ArrayDeque<>(1);

	private long underWay;

	private long limit = FIRST_CALLS;

	private long remaining = FIRST_CALLS;

	private long lastReset;

	private Instant refillAt = Instant.MAX;

	private boolean timerIsSet;

	/**
	 * Create a gate.
	 * @param clock tells the time
	 * @param whileOpen ends waiting with the application
	 */
	RateLimitGate(Clock clock, UnaryOperator<Mono<Permit>> whileOpen) {
		this.clock = clock;
		this.whileOpen = whileOpen;
	}

	/**
	 * Wait until there is room for a call.
	 * @param maxWait how long at most
	 * @return the permit, to be given back
	 */
	Mono<Permit> enter(Duration maxWait) {
		return Mono.defer(() -> enterAtOnce(maxWait) ? Mono.just(new Permit(this, Duration.ZERO)) : await(maxWait));
	}

	private synchronized boolean enterAtOnce(Duration maxWait) {
		boolean waitsInVain = this.refillAt.isBefore(Instant.MAX)
				&& this.clock.instant().plus(maxWait).isBefore(this.refillAt);
		boolean enters = (this.waiting.isEmpty() && hasRoom()) || waitsInVain || maxWait.isZero();
		this.underWay += enters ? 1 : 0;
		return enters;
	}

	private Mono<Permit> await(Duration maxWait) {
		Mono<Permit> permit = Mono.create((sink) -> enqueue(sink, maxWait));
		return this.whileOpen.apply(permit).timed().map((timed) -> timed.get().after(timed.elapsed()));
	}

	private void enqueue(MonoSink<Permit> sink, Duration maxWait) {
		sink.onDispose(Mono.delay(maxWait).subscribe((tick) -> enterUnasked(sink)));
		sink.onCancel(() -> leave(sink));
		synchronized (this) {
			this.waiting.add(sink);
		}
		letIn();
	}

	private void enterUnasked(MonoSink<Permit> sink) {
		if (remove(sink, 1)) {
			sink.success(new Permit(this, Duration.ZERO));
		}
	}

	// A permit that was given at the same moment does not arrive any more.
	private void leave(MonoSink<Permit> sink) {
		if (!remove(sink, 0)) {
			release();
		}
	}

	private synchronized boolean remove(MonoSink<Permit> sink, int entering) {
		boolean removed = this.waiting.remove(sink);
		this.underWay += removed ? entering : 0;
		return removed;
	}

	private void letIn() {
		for (MonoSink<Permit> next = next(); next != null; next = next()) {
			next.success(new Permit(this, Duration.ZERO));
		}
	}

	private synchronized @Nullable MonoSink<Permit> next() {
		if (this.waiting.isEmpty()) {
			return null;
		}
		if (hasRoom()) {
			this.underWay++;
			return this.waiting.poll();
		}
		setTimer();
		return null;
	}

	private void setTimer() {
		Instant time = this.refillAt;
		if (!this.timerIsSet && time.isBefore(Instant.MAX)) {
			this.timerIsSet = true;
			Mono.delay(Duration.between(this.clock.instant(), time)).subscribe((tick) -> timeIsUp(time));
		}
	}

	private void timeIsUp(Instant time) {
		synchronized (this) {
			this.timerIsSet = false;
			if (time.equals(this.refillAt)) {
				refill();
			}
		}
		letIn();
	}

	private boolean hasRoom() {
		if (!this.clock.instant().isBefore(this.refillAt)) {
			refill();
		}
		return this.underWay < this.remaining;
	}

	// Clocks differ, so where calls wait, the first one tries out whether it is time.
	private void refill() {
		this.remaining = this.waiting.isEmpty() ? this.limit : 1;
		this.refillAt = Instant.MAX;
		this.lastReset = 0;
	}

	private void answered(HttpStatusCode status, HttpHeaders headers) {
		RateLimitHeaders limits = RateLimitHeaders.of(headers);
		Long reset = limits.reset();
		synchronized (this) {
			if (reset != null && (limits.remaining() != null || status.value() == 429)) {
				this.limit = (limits.limit() != null) ? Math.max(1, limits.limit()) : this.limit;
				update((limits.remaining() != null) ? limits.remaining() : 0, reset, headers);
			}
			else if (status.is2xxSuccessful()) {
				this.remaining = Long.MAX_VALUE;
				this.refillAt = Instant.MAX;
			}
		}
	}

	// Answers may arrive in another order than that in which they were given, so until a
	// reset the smallest number counts.
	private void update(long left, long reset, HttpHeaders headers) {
		this.remaining = (reset == this.lastReset) ? Math.min(left, this.remaining) : left;
		this.lastReset = reset;
		Instant now = this.clock.instant();
		this.refillAt = now.plus(RateLimit.until(reset, ServerTime.of(headers, now).now()));
	}

	private void release() {
		synchronized (this) {
			this.underWay--;
		}
		letIn();
	}

	/**
	 * The permission to send one call.
	 */
	static final class Permit {

		private final RateLimitGate gate;

		private final Duration waited;

		private final AtomicBoolean released = new AtomicBoolean();

		private Permit(RateLimitGate gate, Duration waited) {
			this.gate = gate;
			this.waited = waited;
		}

		private Permit after(Duration time) {
			return new Permit(this.gate, time);
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

}
