package io.github.twitchoauth.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Deadline;
import io.github.twitchoauth.lifecycle.Due;
import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Leases that processes share through a store. All that this process holds are renewed
 * together, three times as often as they would expire; what fails is tried again a moment
 * later, for as long as it takes. A lease counts as lost a moment before it expires, and
 * its time counts from before the request that has renewed it.
 */
final class SharedLeases implements Leases {

	private static final Log logger = LogFactory.getLog(SharedLeases.class);

	private static final int MOMENTS = 15;

	private static final int RENEWALS = 3;

	private static final int BATCH = 100;

	private final String owner = UUID.randomUUID().toString();

	private final Set<Lease> requested = ConcurrentHashMap.newKeySet();

	private final Map<String, Lease> returned = new ConcurrentHashMap<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final LeaseStorage storage;

	private final Duration duration;

	private final Duration moment;

	private final AuthorizationLifecycle lifecycle;

	private final Lock lock;

	private Deadline nextRenewal = Deadline.after(Duration.ZERO);

	private boolean failing;

	SharedLeases(LeaseStorage storage, Duration duration, AuthorizationLifecycle lifecycle) {
		this.storage = storage;
		this.duration = duration;
		this.moment = duration.dividedBy(MOMENTS);
		this.lifecycle = lifecycle;
		this.lock = lifecycle.newLock();
	}

	Disposable start() {
		return Flux.interval(this.moment)
			.doOnNext((tick) -> this.requested.forEach(Lease::endIfLapsed))
			.onBackpressureDrop()
			.concatMap((tick) -> attending().onErrorComplete(), 1)
			.subscribe();
	}

	private Mono<Void> attending() {
		return later(this::attend);
	}

	private Mono<Void> later(Runnable step) {
		return Mono.<Void>fromRunnable(step).subscribeOn(this.lifecycle.storeScheduler());
	}

	@Override
	public Lease request(String name, Supplier<Duration> unserved) {
		Lease lease = new Lease(name, unserved, this::giveBack);
		this.requested.add(lease);
		if (this.scheduled.compareAndSet(false, true)) {
			attending().onErrorComplete().subscribe();
		}
		return lease;
	}

	@Override
	public boolean isShared() {
		return true;
	}

	@Override
	public long held() {
		return this.requested.stream().filter((lease) -> lease.tenure().isPresent()).count();
	}

	// When the application closes, another process need not wait for the lease to expire.
	// Nothing else is taken in its place, unless somebody here waits for it.
	private void giveBack(Lease lease) {
		this.requested.remove(lease);
		this.returned.put(lease.name(), lease);
		boolean wanted = this.requested.stream().anyMatch((other) -> other.name().equals(lease.name()));
		Mono<Void> handedOver = wanted ? attending() : later(() -> locked(this::release));
		this.lifecycle.completeBeforeClose(handedOver, AuthorizationLifecycle.GRACE_PERIOD)
			.onErrorComplete()
			.subscribe();
	}

	private void attend() {
		locked(() -> {
			this.scheduled.set(false);
			release();
			if (!this.lifecycle.isClosed()) {
				takeAndRenew();
			}
		});
	}

	private void locked(Runnable step) {
		this.lock.lock();
		try {
			step.run();
			this.failing = false;
		}
		catch (RuntimeException ex) {
			report(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void release() {
		List<Lease> leases = List.copyOf(this.returned.values());
		Set<String> wanted = this.requested.stream().map(Lease::name).collect(Collectors.toSet());
		Map<String, Duration> unwanted = unserved(leases.stream().filter((lease) -> !wanted.contains(lease.name())));
		if (!unwanted.isEmpty()) {
			this.storage.release(unwanted, this.owner);
		}
		leases.forEach((lease) -> this.returned.remove(lease.name(), lease));
	}

	// Leases are taken first, because a renewal hides how long one was without a holder.
	// Those that are held are renewed in any case.
	private void takeAndRenew() {
		try {
			take();
		}
		finally {
			renew();
		}
	}

	// Taking many takes longer than a lease lasts, so each batch is held as soon as it is
	// taken, and what is held is renewed between two.
	private void take() {
		Map<String, List<Lease>> wanted = this.requested.stream()
			.filter((lease) -> lease.tenure().isEmpty())
			.collect(Collectors.groupingBy(Lease::name));
		List<String> names = List.copyOf(wanted.keySet());
		for (int i = 0; i < names.size(); i += BATCH) {
			Due due = due();
			for (LeaseGrant grant : take(names.subList(i, Math.min(i + BATCH, names.size())))) {
				wanted.getOrDefault(grant.name(), List.of())
					.forEach((lease) -> lease.begin(Tenure.until(due, this.lifecycle.clock(), grant.vacancy())));
			}
			renew();
		}
	}

	private List<LeaseGrant> take(List<String> names) {
		return this.storage.take(names, this.owner, this.duration);
	}

	private void renew() {
		Map<Lease, Tenure> held = new HashMap<>();
		this.requested.forEach((lease) -> lease.tenure().ifPresent((tenure) -> held.put(lease, tenure)));
		if (!held.isEmpty() && this.nextRenewal.left().isNegative()) {
			Due due = due();
			Deadline next = Deadline.after(this.duration.dividedBy(RENEWALS).minus(this.moment));
			Set<String> renewed = this.storage.renew(unserved(held.keySet().stream()), this.owner);
			this.nextRenewal = next;
			held.forEach((lease, tenure) -> prolong(tenure, renewed.contains(lease.name()), due));
		}
	}

	private void prolong(Tenure tenure, boolean renewed, Due due) {
		if (renewed) {
			tenure.renew(due, this.lifecycle.clock());
		}
		else {
			tenure.end();
		}
	}

	private Due due() {
		return Due.in(this.duration.minus(this.moment), this.lifecycle.clock());
	}

	private static Map<String, Duration> unserved(Stream<Lease> leases) {
		return leases.collect(Collectors.toMap(Lease::name, Lease::unserved,
				(one, another) -> (one.compareTo(another) > 0) ? one : another));
	}

	// The message of a database's exception may quote what it was given.
	private void report(RuntimeException ex) {
		String text = "The store did not answer which process polls for logins and connects to EventSub, trying again ("
				+ ex.getClass().getSimpleName() + ")";
		if (this.failing) {
			logger.debug(text);
		}
		else {
			logger.warn(text);
		}
		this.failing = true;
	}

}
