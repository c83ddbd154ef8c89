package io.github.twitchoauth.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.Due;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A time in which this process holds a lease, from when it got it until it loses it or
 * gives it back.
 */
public final class Tenure {

	private final Sinks.Empty<Void> end = Sinks.empty();

	private final Deadline begin = Deadline.after(Duration.ZERO);

	private final @Nullable Duration vacancy;

	private volatile BooleanSupplier over;

	private boolean ended;

	private Tenure(@Nullable Duration vacancy, BooleanSupplier over) {
		this.vacancy = vacancy;
		this.over = over;
	}

	static Tenure forEver() {
		return new Tenure(null, () -> false);
	}

	static Tenure until(Due due, Clock clock, @Nullable Duration vacancy) {
		return new Tenure(vacancy, () -> due.hasCome(clock));
	}

	// What has ended stays so, because its end has been acted on.
	synchronized void renew(Due due, Clock clock) {
		if (!this.ended) {
			this.over = () -> due.hasCome(clock);
		}
	}

	// Subscribers are told without the monitor, because they may take locks of their own.
	void end() {
		synchronized (this) {
			this.ended = true;
			this.over = () -> true;
		}
		this.end.tryEmitEmpty();
	}

	/**
	 * Return whether the lease is held now. Asked right before each step that only the
	 * holder may take, because a process that was paused has lost its lease without being
	 * told.
	 * @return whether it is held
	 */
	public boolean isHeld() {
		return !this.over.getAsBoolean();
	}

	/**
	 * Return when the lease is lost or given back.
	 * @return completes then, maybe some time after it is held no more
	 */
	public Mono<Void> whenOver() {
		return this.end.asMono();
	}

	/**
	 * Return for how long no other process has served the lease.
	 * @return the time since another one has done so last
	 */
	public Duration sinceAnother() {
		return (this.vacancy != null) ? this.vacancy.minus(this.begin.left()) : ChronoUnit.FOREVER.getDuration();
	}

	/**
	 * Return for how long nobody had served the lease when the tenure began.
	 * @return the time, or empty if it was never held before
	 */
	public Optional<Duration> vacancy() {
		return Optional.ofNullable(this.vacancy);
	}

}
