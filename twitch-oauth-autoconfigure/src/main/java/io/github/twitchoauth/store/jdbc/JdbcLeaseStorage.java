package io.github.twitchoauth.store.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.TokenKey;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leases in a table. Only rows that were found free are locked, for as long as it takes
 * to take them all, and rows that another process has locked are not waited for: it may
 * be paused.
 */
final class JdbcLeaseStorage implements LeaseStorage {

	private final Supplier<LeaseTable> table;

	private final TransactionTemplate newTransaction;

	/**
	 * Create a storage.
	 * @param table the table, which the database is asked for
	 * @param newTransaction begins transactions of its own
	 */
	JdbcLeaseStorage(Supplier<LeaseTable> table, TransactionTemplate newTransaction) {
		this.table = table;
		this.newTransaction = newTransaction;
	}

	@Override
	public List<LeaseGrant> take(Collection<String> names, String owner, Duration duration) {
		LeaseTable table = this.table.get();
		List<LeaseGrant> taken = new ArrayList<>();
		for (Map<String, String> ids : batches(names)) {
			List<String> free = ids(free(rows(table, ids), owner));
			if (!free.isEmpty()) {
				taken.addAll(inTransaction(() -> take(table, free, owner, duration)));
			}
		}
		return taken;
	}

	private static List<LeaseGrant> take(LeaseTable table, List<String> ids, String owner, Duration duration) {
		List<LeaseRow> free = free(table.lockUnlessLocked(ids), owner);
		if (!free.isEmpty()) {
			table.take(ids(free), owner, duration.toMillis());
		}
		return free.stream().map((row) -> new LeaseGrant(row.name(), row.vacancy())).toList();
	}

	private static List<LeaseRow> free(List<LeaseRow> rows, String owner) {
		return rows.stream().filter((row) -> row.isFreeFor(owner)).toList();
	}

	private static List<String> ids(List<LeaseRow> rows) {
		return rows.stream().map((row) -> id(row.name())).toList();
	}

	private List<LeaseRow> rows(LeaseTable table, Map<String, String> ids) {
		List<LeaseRow> rows = inTransaction(() -> table.read(ids.keySet()));
		if (rows.size() == ids.size()) {
			return rows;
		}
		Map<String, String> missing = new HashMap<>(ids);
		rows.forEach((row) -> missing.remove(id(row.name())));
		missing.forEach((id, name) -> insert(table, id, name));
		return inTransaction(() -> table.read(ids.keySet()));
	}

	private void insert(LeaseTable table, String id, String name) {
		try {
			this.newTransaction.executeWithoutResult((status) -> table.insert(id, name));
		}
		catch (DuplicateKeyException ex) {
			// Another process has made the row, which is what was wanted.
			return;
		}
	}

	// One statement renews all, whatever they are called. Its locks do not outlast it,
	// because a process that is paused would keep them.
	@Override
	public Set<String> renew(Map<String, Duration> unserved, String owner) {
		LeaseTable table = this.table.get();
		this.newTransaction.executeWithoutResult((status) -> table.renew(owner));
		forEachTime(unserved, (ids, time) -> table.serve(ids, owner, time));
		return inTransaction(() -> table.heldBy(owner));
	}

	@Override
	public void release(Map<String, Duration> unserved, String owner) {
		LeaseTable table = this.table.get();
		forEachTime(unserved, (ids, time) -> table.release(ids, owner, time));
	}

	// Most leases are served up to now, and change together.
	private void forEachTime(Map<String, Duration> unserved, BiConsumer<Collection<String>, Duration> change) {
		unserved.keySet()
			.stream()
			.collect(Collectors.groupingBy((name) -> Objects.requireNonNull(unserved.get(name))))
			.forEach((time, names) -> batches(names).forEach(
					(ids) -> this.newTransaction.executeWithoutResult((status) -> change.accept(ids.keySet(), time))));
	}

	private <T> T inTransaction(Supplier<T> action) {
		return Objects.requireNonNull(this.newTransaction.execute((status) -> action.get()));
	}

	private static List<Map<String, String>> batches(Collection<String> names) {
		return IdBatches.of(names, JdbcLeaseStorage::id);
	}

	// As short as that of a token, whatever characters the name has.
	private static String id(String name) {
		return new TokenKey("lease", name).id();
	}

}
