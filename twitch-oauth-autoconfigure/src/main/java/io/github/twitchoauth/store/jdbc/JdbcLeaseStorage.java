package io.github.twitchoauth.store.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.TokenKey;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leases in a table. A lease is taken by a comparison with the row that was found free,
 * so no row stays locked, and whoever waits occupies nothing.
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
			for (LeaseRow row : rows(table, ids)) {
				if (row.isFreeFor(owner)
						&& inTransaction(() -> table.take(id(row.name()), row, owner, duration.toMillis()))) {
					taken.add(new LeaseGrant(row.name(), row.vacancy()));
				}
			}
		}
		return taken;
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

	// One statement renews all, whatever they are called.
	@Override
	public Set<String> renew(Collection<String> names, String owner) {
		LeaseTable table = this.table.get();
		return inTransaction(() -> {
			table.renew(owner);
			return table.ownedBy(owner);
		});
	}

	@Override
	public void release(Collection<String> names, String owner) {
		LeaseTable table = this.table.get();
		batches(names)
			.forEach((ids) -> this.newTransaction.executeWithoutResult((status) -> table.release(ids.keySet(), owner)));
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
