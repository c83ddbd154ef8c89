package io.github.twitchoauth.store.jdbc;

import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.ValidationStorage;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statements on the table, each within the transaction of the caller.
 */
final class TokenTable {

	private final JdbcClient jdbc;

	private final SqlDialect dialect;

	private final String name;

	TokenTable(JdbcClient jdbc, SqlDialect dialect, String name) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.name = name;
	}

	Optional<TokenRow> read(String id) {
		return select(this.dialect.read(this.name), id);
	}

	Optional<TokenRow> lock(String id) {
		return select(this.dialect.lock(this.name), id);
	}

	// Returns an empty result if there is no such row, or if another transaction has
	// locked it.
	Optional<TokenRow> lockUnlessLocked(String id) {
		return select(this.dialect.lockUnlessLocked(this.name), id);
	}

	// Returns the row as it is afterwards.
	Optional<TokenRow> claim(String id, String claim, @Nullable String expected) {
		Optional<TokenRow> row = lockUnlessLocked(id);
		if (row.isEmpty() || !Objects.equals(row.get().claim(), expected)) {
			return row;
		}
		this.jdbc.sql("update " + this.name + " set claim = ? where id = ?").params(claim, id).update();
		return row.map((present) -> present.withClaim(claim));
	}

	boolean hasClaim(String id, String claim) {
		return read(id).map(TokenRow::claim).filter(claim::equals).isPresent();
	}

	AccountPage accounts(String clientId, String after, int limit) {
		List<Map.Entry<String, String>> rows = this.jdbc.sql(this.dialect.list(this.name))
			.params(clientId, after, limit)
			.query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
			.list();
		return new AccountPage(rows.stream().map(Map.Entry::getValue).toList(),
				(rows.size() == limit) ? rows.get(limit - 1).getKey() : null);
	}

	Map<String, Long> versions(Collection<String> ids) {
		return this.jdbc.sql("select id, version from " + this.name + " where id in (:ids)")
			.param("ids", ids)
			.query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private Optional<TokenRow> select(String query, String id) {
		return this.jdbc.sql(query).param(id).query(TokenRow::of).optional();
	}

	void insert(TokenKey key) {
		this.jdbc.sql(this.dialect.insert(this.name)).params(key.id(), key.clientId(), key.account()).update();
	}

	void clearClaim(String id, String claim) {
		this.jdbc.sql("update " + this.name + " set claim = null where id = ? and claim = ?")
			.params(id, claim)
			.update();
	}

	// The version tells readers whether the document has changed. What has no document
	// need not be validated.
	boolean replace(String id, TokenRow present, @Nullable String document) {
		long version = present.version() + (Objects.equals(document, present.document()) ? 0 : 1);
		String validateAt = (document != null)
				? "coalesce(validate_at, " + this.dialect.now() + " + " + ValidationStorage.FIRST_DELAY.toMillis() + ")"
				: "null";
		return this.jdbc
			.sql("update " + this.name + " set document = ?, version = ?, claim = null, validate_at = " + validateAt
					+ " where id = ? and version = ? and claim = ?")
			.param(1, (document != null) ? new DocumentParameter(document) : null, Types.VARCHAR)
			.param(2, version)
			.param(3, id)
			.param(4, present.version())
			.param(5, present.claim())
			.update() == 1;
	}

	<T> T duringUpdate(Supplier<T> action) {
		UpdateSession session = UpdateSession.open(this.jdbc, this.dialect);
		try (session) {
			return action.get();
		}
	}

}
