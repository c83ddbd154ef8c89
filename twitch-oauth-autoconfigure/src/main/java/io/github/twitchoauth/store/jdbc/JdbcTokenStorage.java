package io.github.twitchoauth.store.jdbc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.ValidationStorage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * {@link TokenStorage} in two tables of PostgreSQL, MySQL 8, MariaDB 10.6 or newer, or
 * H2. SQL Server and Oracle have been provided for, but not tested. There are scripts for
 * the tables next to this class.
 * <p>
 * All transactions are its own, whatever transaction the caller is in, and none is
 * declared read-only: where read-only transactions are routed to a replica, the primary
 * server is asked. No state of a session outlives a transaction, so a pool that shares
 * sessions between transactions, such as PgBouncer, may stand between.
 * <p>
 * A connection is held for as long as {@link #replace} takes, which is as long as Twitch
 * takes to answer, and for a moment by the other methods.
 *
 * @since 0.1.0
 */
public final class JdbcTokenStorage implements TokenStorage {

	/**
	 * Name of the table in the scripts.
	 */
	public static final String DEFAULT_TABLE_NAME = "TWITCH_OAUTH_TOKEN";

	private static final Log logger = LogFactory.getLog(JdbcTokenStorage.class);

	// The text sorts before any 64 hexadecimal digits. It is not empty, because Oracle
	// takes an empty text for null.
	private static final String BEFORE_ALL = "0";

	private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.$\"`\\[\\]]+");

	private final String tableName;

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	private final TransactionTemplate newTransaction;

	private final TransactionTemplate sameTransaction;

	private final LeaseStorage leases;

	private final JdbcValidationStorage validations;

	private final Consumer<DataSource> preparation;

	// Known as soon as the database is prepared.
	private volatile @Nullable SqlDialect dialect;

	/**
	 * Create a storage in the table of the scripts.
	 * @param dataSource the database
	 */
	public JdbcTokenStorage(DataSource dataSource) {
		this(dataSource, DEFAULT_TABLE_NAME);
	}

	/**
	 * Create a storage. The database is not asked yet.
	 * @param dataSource the database
	 * @param tableName name of the table, with its schema where that is needed. The table
	 * of leases is called the same, with {@code _LEASE} at the end
	 */
	public JdbcTokenStorage(DataSource dataSource, String tableName) {
		this(dataSource, tableName, (database) -> {
		});
	}

	/**
	 * Create a storage with tables that may have to be created. The database is not asked
	 * yet.
	 * @param dataSource the database
	 * @param tableName as in {@link #JdbcTokenStorage(DataSource, String)}
	 * @param preparation creates the tables if they are missing. Called when the database
	 * is first used, again until the tables are there, and maybe by several threads and
	 * processes at once
	 */
	public JdbcTokenStorage(DataSource dataSource, String tableName, Consumer<DataSource> preparation) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		Assert.isTrue(tableName != null && TABLE_NAME.matcher(tableName).matches(), "'tableName' must name a table");
		Assert.notNull(preparation, "'preparation' must not be null");
		this.tableName = tableName;
		this.preparation = preparation;
		// Spring keeps transactions by DataSource, so a wrapper keeps the transactions of
		// the application out of this class.
		this.dataSource = new DelegatingDataSource(dataSource);
		this.jdbc = JdbcClient.create(this.dataSource);
		this.newTransaction = transaction(this.dataSource, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.sameTransaction = transaction(this.dataSource, TransactionDefinition.PROPAGATION_REQUIRED);
		this.leases = new JdbcLeaseStorage(() -> leaseTable(dialect()), this.newTransaction);
		this.validations = new JdbcValidationStorage(() -> validationTable(dialect()), this.newTransaction);
	}

	private static TransactionTemplate transaction(DataSource dataSource, int propagation) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		transaction.setPropagationBehavior(propagation);
		transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		return transaction;
	}

	/**
	 * Prepare the database, unless that has been done, and check that it suits and that
	 * the tables are there. Its first use does the same.
	 * @throws UnusableTokenStoreException if it does not suit, or a table is missing
	 * @throws TokenStoreException if it cannot be reached
	 */
	public void verify() {
		dialect();
	}

	private void verify(SqlDialect dialect) {
		verify(this.tableName, "to keep Twitch tokens in", () -> {
			table(dialect).lockUnlessLocked("");
			validationTable(dialect).takeDue("", 0, 1);
		});
		verify(leaseTableName(), "for processes to agree who polls and who connects",
				() -> leaseTable(dialect).read(List.of("")));
	}

	private void verify(String name, String purpose, Runnable query) {
		try {
			this.newTransaction.executeWithoutResult((status) -> query.run());
		}
		catch (BadSqlGrammarException ex) {
			throw new UnusableTokenStoreException(
					"There is no table '" + name + "' " + purpose
							+ ", or it is another one, or the database is too old",
					"Create it with the script for your database in classpath:io/github/twitchoauth/store/jdbc, by your"
							+ " migrations or with twitch.oauth.token-store.jdbc.initialize-schema=always",
					ex);
		}
		catch (TransactionException | DataAccessException ex) {
			throw new TokenStoreException("The database that keeps Twitch tokens cannot be reached", ex);
		}
	}

	@Override
	public @Nullable String read(TokenKey key) {
		TokenTable table = table();
		return inTransaction(this.sameTransaction, (status) -> table.read(key.id())).map(TokenRow::document)
			.orElse(null);
	}

	@Override
	public AccountPage findAccounts(String clientId, @Nullable String cursor, int limit) {
		TokenTable table = table();
		return inTransaction(this.sameTransaction,
				(status) -> table.accounts(clientId, (cursor != null) ? cursor : BEFORE_ALL, limit));
	}

	@Override
	public AccountPage findPendingLogins(String clientId, @Nullable String cursor, int limit) {
		ValidationTable table = validationTable(dialect());
		return inTransaction(this.sameTransaction, (status) -> table.accounts(clientId, cursor, limit));
	}

	@Override
	public @Nullable String claim(TokenKey key, String claim, @Nullable String expected) {
		TokenTable table = table();
		TransactionCallback<Optional<TokenRow>> claiming = (status) -> table.claim(key.id(), claim, expected);
		Optional<TokenRow> row = inTransaction(this.newTransaction, claiming);
		if (row.isEmpty() && inTransaction(this.newTransaction, (status) -> table.read(key.id())).isEmpty()) {
			insert(table, key);
			row = inTransaction(this.newTransaction, claiming);
		}
		return row.map(TokenRow::claim).orElse(null);
	}

	private void insert(TokenTable table, TokenKey key) {
		try {
			this.newTransaction.executeWithoutResult((status) -> table.insert(key));
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another process has made the row of account '" + key.account() + "'");
		}
	}

	@Override
	public boolean replace(TokenKey key, String claim, Change change) {
		TokenTable table = table();
		return inTransaction(this.newTransaction,
				(status) -> table.duringUpdate(() -> replace(table, key, claim, change)));
	}

	private static boolean replace(TokenTable table, TokenKey key, String claim, Change change) {
		Optional<TokenRow> row = table.lock(key.id()).filter((present) -> claim.equals(present.claim()));
		if (row.isEmpty()) {
			return false;
		}
		String document = change.apply(row.get().document(), () -> table.hasClaim(key.id(), claim));
		if (!table.replace(key.id(), row.get(), document)) {
			throw new TokenStoreException("The token of account '" + key.account()
					+ "' has been changed in the database without its lock. The change has been left as it is");
		}
		return true;
	}

	@Override
	public void release(TokenKey key, String claim) {
		TokenTable table = table();
		this.newTransaction.executeWithoutResult((status) -> table.clearClaim(key.id(), claim));
	}

	private static <T> T inTransaction(TransactionTemplate transaction, TransactionCallback<T> action) {
		return Objects.requireNonNull(transaction.execute(action));
	}

	@Override
	public Map<TokenKey, Long> versions(Collection<TokenKey> keys) {
		TokenTable table = table();
		Map<TokenKey, Long> versions = new HashMap<>();
		for (Map<String, TokenKey> ids : IdBatches.of(keys, TokenKey::id)) {
			inTransaction(this.sameTransaction, (status) -> table.versions(ids.keySet()))
				.forEach((id, version) -> versions.put(Objects.requireNonNull(ids.get(id)), version));
		}
		return versions;
	}

	@Override
	public Optional<LeaseStorage> leases() {
		return Optional.of(this.leases);
	}

	@Override
	public Optional<ValidationStorage> validations() {
		return Optional.of(this.validations);
	}

	private TokenTable table() {
		return table(dialect());
	}

	private TokenTable table(SqlDialect dialect) {
		return new TokenTable(this.jdbc, dialect, this.tableName);
	}

	private ValidationTable validationTable(SqlDialect dialect) {
		return new ValidationTable(this.jdbc, new JdbcTemplate(this.dataSource), dialect, this.tableName);
	}

	private LeaseTable leaseTable(SqlDialect dialect) {
		return new LeaseTable(this.jdbc, dialect, leaseTableName());
	}

	// Within the quotation marks, if there are any.
	private String leaseTableName() {
		return this.tableName.replaceFirst("([\"`\\]]?)$", "_LEASE$1");
	}

	// The database may be down when the application starts. No thread waits for another
	// one to prepare it, because each may wait for a connection as long as the pool does.
	private SqlDialect dialect() {
		SqlDialect dialect = this.dialect;
		if (dialect == null) {
			dialect = SqlDialect.of(this.dataSource);
			this.preparation.accept(this.dataSource);
			verify(dialect);
			this.dialect = dialect;
		}
		return dialect;
	}

	@Override
	public String toString() {
		return "JdbcTokenStorage[" + this.tableName + "]";
	}

}
