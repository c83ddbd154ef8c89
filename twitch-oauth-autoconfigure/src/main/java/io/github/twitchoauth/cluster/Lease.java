package io.github.twitchoauth.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What one process at a time may do, as seen by one that wants to.
 */
public final class Lease implements Disposable {

	private final Sinks.Many<Tenure> tenures = Sinks.many().replay().latest();

	private final String name;

	private final Supplier<Duration> unserved;

	private final Consumer<Lease> onDispose;

	private volatile @Nullable Tenure latest;

	Lease(String name, Supplier<Duration> unserved, Consumer<Lease> onDispose) {
		this.name = name;
		this.unserved = unserved;
		this.onDispose = onDispose;
	}

	static Lease alwaysHeld(String name) {
		Lease lease = new Lease(name, () -> Duration.ZERO, (disposed) -> {
		});
		lease.begin(Tenure.forEver());
		return lease;
	}

	String name() {
		return this.name;
	}

	Duration unserved() {
		return this.unserved.get();
	}

	// Calls follow each other. One may come when the lease has just been given back.
	void begin(Tenure tenure) {
		this.latest = tenure;
		if (this.tenures.tryEmitNext(tenure).isFailure()) {
			tenure.end();
		}
	}

	void endIfLapsed() {
		Tenure tenure = this.latest;
		if (tenure != null && !tenure.isHeld()) {
			tenure.end();
		}
	}

	/**
	 * Return the present tenure.
	 * @return the tenure, or empty while the lease is not held
	 */
	public Optional<Tenure> tenure() {
		return Optional.ofNullable(this.latest).filter(Tenure::isHeld);
	}

	/**
	 * Return all tenures from now on, beginning with the present one.
	 * @return each when it begins; completes when the lease is given back
	 */
	public Flux<Tenure> tenures() {
		return this.tenures.asFlux().filter(Tenure::isHeld);
	}

	/**
	 * Return when the lease is held.
	 * @return the present tenure, or else the next one
	 */
	public Mono<Tenure> whenHeld() {
		return tenures().next();
	}

	/**
	 * Give the lease back. What only its holder may do has ended before.
	 */
	@Override
	public void dispose() {
		Tenure tenure = this.latest;
		if (tenure != null) {
			tenure.end();
		}
		this.tenures.tryEmitComplete();
		this.onDispose.accept(this);
	}

}
