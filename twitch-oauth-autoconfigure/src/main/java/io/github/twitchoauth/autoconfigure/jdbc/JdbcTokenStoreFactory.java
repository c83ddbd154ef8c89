package io.github.twitchoauth.autoconfigure.jdbc;

import java.util.List;

import javax.sql.DataSource;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TokenStoreFactory;
import io.github.twitchoauth.autoconfigure.TokenStoreType;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Creates stores in a relational database, and the table if that is wanted.
 */
final class JdbcTokenStoreFactory implements TokenStoreFactory {

	private static final Log logger = LogFactory.getLog(JdbcTokenStoreFactory.class);

	private static final String PREFIX = "twitch.oauth.token-store.jdbc.";

	private final JdbcTokenStoreProperties properties;

	private final ObjectProvider<DataSource> ownDataSource;

	private final ObjectProvider<DataSource> dataSource;

	private final ObjectProvider<DataSourcePoolMetadataProvider> pools;

	private final ObjectProvider<TokenCodec> codec;

	JdbcTokenStoreFactory(JdbcTokenStoreProperties properties, ObjectProvider<DataSource> ownDataSource,
			ObjectProvider<DataSource> dataSource, ObjectProvider<DataSourcePoolMetadataProvider> pools,
			ObjectProvider<TokenCodec> codec) {
		this.properties = properties;
		this.ownDataSource = ownDataSource;
		this.dataSource = dataSource;
		this.pools = pools;
		this.codec = codec;
	}

	@Override
	public TokenStoreType getType() {
		return TokenStoreType.JDBC;
	}

	@Override
	public TokenStore create() {
		int updates = updates();
		DataSource dataSource = dataSource();
		JdbcTokenStorage storage = storage(dataSource);
		try {
			storage.verify();
			logger.info("Twitch tokens are kept in the table '" + this.properties.getTableName() + "' of a database");
		}
		catch (UnusableTokenStoreException ex) {
			throw ex;
		}
		catch (TokenStoreException ex) {
			logger.warn(ex.getMessage() + ". Nobody is logged in until it can");
		}
		return new StorageBasedTokenStore(storage, this.codec.getObject(), limited(updates, dataSource),
				StorageBasedTokenStore.DEFAULT_PATIENCE);
	}

	private int updates() {
		int updates = this.properties.getMaxConcurrentUpdates();
		if (updates <= 0) {
			throw new InvalidTwitchPropertyException(PREFIX + "max-concurrent-updates",
					"is " + updates + ", so no token could be refreshed", "Set it to at least 1, or remove it for "
							+ StorageBasedTokenStore.DEFAULT_MAX_CONCURRENT_UPDATES + ".");
		}
		return updates;
	}

	private JdbcTokenStorage storage(DataSource dataSource) {
		try {
			return new JdbcTokenStorage(dataSource, this.properties.getTableName(),
					(database) -> new TokenSchemaInitializer(database, this.properties).createTables());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidTwitchPropertyException(PREFIX + "table-name",
					"is '" + this.properties.getTableName() + "', which is no name of a table",
					"Set it to letters, digits and underscores, after a schema and a dot where that is needed, or remove"
							+ " it for " + JdbcTokenStorage.DEFAULT_TABLE_NAME + ".");
		}
	}

	private DataSource dataSource() {
		DataSource own = this.ownDataSource.getIfAvailable();
		DataSource dataSource = (own != null) ? own : this.dataSource.getIfUnique();
		if (dataSource == null) {
			throw new UnusableTokenStoreException(
					"Twitch tokens are to be kept in a database, but there is no DataSource, or there are several",
					"Set spring.datasource.url, or mark one DataSource with @TwitchDataSource", null);
		}
		return dataSource;
	}

	// Others that use the pool need the rest of it.
	private int limited(int wanted, DataSource dataSource) {
		Integer poolSize = poolSize(dataSource);
		if (poolSize == null || wanted <= poolSize / 2) {
			return wanted;
		}
		int limit = Math.max(1, poolSize / 2);
		logger.info("Half of the " + poolSize + " connections to the database are left to others, so " + limit
				+ " Twitch tokens are refreshed at once");
		return limit;
	}

	private @Nullable Integer poolSize(DataSource dataSource) {
		List<DataSourcePoolMetadataProvider> providers = this.pools.orderedStream().toList();
		DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(providers)
			.getDataSourcePoolMetadata(dataSource);
		return (pool != null) ? pool.getMax() : null;
	}

}
