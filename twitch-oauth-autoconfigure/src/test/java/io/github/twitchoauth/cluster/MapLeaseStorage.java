package io.github.twitchoauth.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.util.Assert;

/**
 * {@link LeaseStorage} in memory, in virtual time, which fails when told to.
 */
public final class MapLeaseStorage implements LeaseStorage {

	final List<String> calls = new ArrayList<>();

	boolean failing;

	String failsToTake = "";

	// How long taking one lease takes.
	Duration pace = Duration.ZERO;

	private final Map<String, Row> rows = new HashMap<>();

	@Override
	public synchronized List<LeaseGrant> take(Collection<String> names, String owner, Duration duration) {
		call("take " + new HashSet<>(names));
		Assert.state(!names.contains(this.failsToTake), "locked");
		VirtualTimeScheduler.get().advanceTimeBy(this.pace.multipliedBy(names.size()));
		List<LeaseGrant> grants = new ArrayList<>();
		for (String name : names) {
			Row row = this.rows.get(name);
			if (row == null || row.owner() == null || row.owner().equals(owner) || row.age() >= row.duration()) {
				grants.add(new LeaseGrant(name, (row != null) ? Duration.ofMillis(now() - row.servedUntil()) : null));
				this.rows.put(name,
						new Row(owner, now(), duration.toMillis(), (row != null) ? row.servedUntil() : now()));
			}
		}
		return grants;
	}

	@Override
	public synchronized Set<String> renew(Map<String, Duration> unserved, String owner) {
		call("renew " + new HashSet<>(unserved.keySet()));
		Set<String> renewed = new HashSet<>();
		this.rows.replaceAll((name, row) -> {
			boolean own = owner.equals(row.owner()) && row.age() < row.duration();
			if (own) {
				renewed.add(name);
			}
			return own ? row.served(owner, unserved.get(name)) : row;
		});
		return renewed;
	}

	@Override
	public synchronized void release(Map<String, Duration> unserved, String owner) {
		call("release " + new HashSet<>(unserved.keySet()));
		unserved.forEach((name, time) -> this.rows.computeIfPresent(name,
				(key, row) -> owner.equals(row.owner()) ? row.served(null, time) : row));
	}

	/**
	 * Let another process have a lease for ever.
	 * @param name the lease
	 */
	public synchronized void giveToAnother(String name) {
		this.rows.put(name, new Row("another", now(), Long.MAX_VALUE / 2, now()));
	}

	/**
	 * Let no process have a lease.
	 * @param name the lease
	 */
	public synchronized void free(String name) {
		this.rows.remove(name);
	}

	private void call(String call) {
		this.calls.add(call);
		if (this.failing) {
			throw new IllegalStateException("down");
		}
	}

	private static long now() {
		return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
	}

	private record Row(String owner, long renewedAt, long duration, long servedUntil) {

		Row served(String owner, Duration unserved) {
			return new Row(owner, now(), this.duration, now() - unserved.toMillis());
		}

		long age() {
			return now() - this.renewedAt;
		}

	}

}
