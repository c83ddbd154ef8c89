package io.github.twitchoauth.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

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

	private final Clock clock;

	private final UnaryOperator<Mono<RateLimitPermit>> cancelOnClose;

	private final RateLimitBucket bucket = new RateLimitBucket();

	private final Deque<MonoSink<RateLimitPermit>> waiting = new ArrayDeque<>(1);

	private long underWay;

	private boolean timerIsSet;

	/**
	 * Create a gate.
	 * @param clock tells the time
	 * @param cancelOnClose ends waiting with the application
	 */
	RateLimitGate(Clock clock, UnaryOperator<Mono<RateLimitPermit>> cancelOnClose) {
		this.clock = clock;
		this.cancelOnClose = cancelOnClose;
	}

	/**
	 * Enter if there is room for a call, or if waiting for it is no use.
	 * @param maxWait how long the call may wait
	 * @return the permit, to be given back, or {@code null} if the call has to wait
	 */
	synchronized @Nullable RateLimitPermit enterAtOnce(Duration maxWait) {
		Instant refillAt = this.bucket.refillAt();
		boolean waitsInVain = refillAt.isBefore(Instant.MAX) && this.clock.instant().plus(maxWait).isBefore(refillAt);
		if ((this.waiting.isEmpty() && hasRoom()) || waitsInVain || maxWait.isZero()) {
			this.underWay++;
			return new RateLimitPermit(this, Duration.ZERO);
		}
		return null;
	}

	/**
	 * Wait until there is room for a call.
	 * @param maxWait how long at most
	 * @return the permit, to be given back
	 */
	Mono<RateLimitPermit> await(Duration maxWait) {
		Mono<RateLimitPermit> permit = Mono.create((sink) -> enqueue(sink, maxWait));
		return this.cancelOnClose.apply(permit).timed().map((timed) -> new RateLimitPermit(this, timed.elapsed()));
	}

	private void enqueue(MonoSink<RateLimitPermit> sink, Duration maxWait) {
		synchronized (this) {
			this.waiting.add(sink);
		}
		sink.onDispose(Mono.delay(maxWait).subscribe((tick) -> enterUnasked(sink)));
		sink.onCancel(() -> leave(sink));
		letIn();
	}

	private void enterUnasked(MonoSink<RateLimitPermit> sink) {
		if (remove(sink, 1)) {
			sink.success(new RateLimitPermit(this, Duration.ZERO));
		}
	}

	// A permit that was given at the same moment does not arrive any more.
	private void leave(MonoSink<RateLimitPermit> sink) {
		if (!remove(sink, 0)) {
			release();
		}
	}

	private synchronized boolean remove(MonoSink<RateLimitPermit> sink, int entering) {
		boolean removed = this.waiting.remove(sink);
		this.underWay += removed ? entering : 0;
		return removed;
	}

	private void letIn() {
		for (MonoSink<RateLimitPermit> next = next(); next != null; next = next()) {
			next.success(new RateLimitPermit(this, Duration.ZERO));
		}
	}

	private synchronized @Nullable MonoSink<RateLimitPermit> next() {
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
		Instant time = this.bucket.refillAt();
		if (!this.timerIsSet && time.isBefore(Instant.MAX)) {
			this.timerIsSet = true;
			Mono.delay(Duration.between(this.clock.instant(), time)).subscribe((tick) -> timeIsUp(time));
		}
	}

	private void timeIsUp(Instant time) {
		synchronized (this) {
			this.timerIsSet = false;
			if (time.equals(this.bucket.refillAt())) {
				this.bucket.refill(!this.waiting.isEmpty(), this.underWay);
			}
		}
		letIn();
	}

	private boolean hasRoom() {
		if (this.bucket.isDue(this.clock.instant())) {
			this.bucket.refill(!this.waiting.isEmpty(), this.underWay);
		}
		return this.bucket.hasRoom(this.underWay);
	}

	synchronized double remaining() {
		return this.bucket.remaining(this.clock.instant());
	}

	synchronized void answered(HttpStatusCode status, HttpHeaders headers) {
		this.bucket.update(status, headers, this.clock.instant());
	}

	void release() {
		synchronized (this) {
			this.underWay--;
		}
		letIn();
	}

}
