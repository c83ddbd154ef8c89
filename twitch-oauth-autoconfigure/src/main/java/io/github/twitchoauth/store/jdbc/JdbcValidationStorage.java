package io.github.twitchoauth.store.jdbc;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.github.twitchoauth.store.DueAccounts;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.ValidationStorage;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Times of validations in the table of tokens. Each transaction is short, and passes over
 * rows that others have locked: that of a refresh may last for minutes.
 */
final class JdbcValidationStorage implements ValidationStorage {

	private final Supplier<ValidationTable> table;

	private final TransactionTemplate newTransaction;

	/**
	 * Create a storage.
	 * @param table the table, which the database is asked for
	 * @param newTransaction begins transactions of its own
	 */
	JdbcValidationStorage(Supplier<ValidationTable> table, TransactionTemplate newTransaction) {
		this.table = table;
		this.newTransaction = newTransaction;
	}

	@Override
	public DueAccounts take(String clientId, int limit, Duration hold) {
		ValidationTable table = this.table.get();
		return inTransaction(() -> {
			ValidationTable.Schedule schedule = table.read(clientId);
			List<TokenKey> taken = (schedule.first() < schedule.now()) ? table.takeDue(clientId, schedule.now(), limit)
					: List.of();
			batches(taken).forEach((ids) -> table.hold(ids.keySet(), schedule.now() + hold.toMillis()));
			return new DueAccounts(taken.stream().map(TokenKey::account).toList(),
					Duration.ofMillis(Math.max(0, schedule.now() - schedule.first())));
		});
	}

	// PostgreSQL also locks rows that turn out to have been taken in the same moment.
	@Override
	public Set<String> schedule(String clientId, Map<String, Duration> delays) {
		ValidationTable table = this.table.get();
		Set<String> locked = new HashSet<>();
		for (Map<String, TokenKey> ids : batches(
				delays.keySet().stream().map((account) -> new TokenKey(clientId, account)).toList())) {
			Map<String, Duration> delaysById = new HashMap<>();
			ids.forEach((id, key) -> delaysById.put(id, Objects.requireNonNull(delays.get(key.account()))));
			for (String id : inTransaction(() -> schedule(table, clientId, delaysById))) {
				locked.add(Objects.requireNonNull(ids.get(id)).account());
			}
		}
		return locked;
	}

	private static Collection<String> schedule(ValidationTable table, String clientId, Map<String, Duration> delays) {
		long now = table.read(clientId).now();
		Map<String, Duration> left = new HashMap<>(delays);
		Map<String, Long> times = new HashMap<>();
		for (String id : table.lock(delays.keySet())) {
			times.put(id, now + Objects.requireNonNull(left.remove(id)).toMillis());
		}
		table.schedule(times);
		return left.isEmpty() ? List.of() : table.scheduled(left.keySet());
	}

	private <T> T inTransaction(Supplier<T> action) {
		return Objects.requireNonNull(this.newTransaction.execute((status) -> action.get()));
	}

	private static List<Map<String, TokenKey>> batches(List<TokenKey> keys) {
		return IdBatches.of(keys, TokenKey::id);
	}

}
