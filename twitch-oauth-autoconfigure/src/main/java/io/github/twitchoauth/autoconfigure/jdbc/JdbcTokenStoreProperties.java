package io.github.twitchoauth.autoconfigure.jdbc;

import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Tokens in a relational database.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth.token-store.jdbc")
public class JdbcTokenStoreProperties extends DatabaseInitializationProperties {

	// Left out where there is none, so that a database that does not suit is told so.
	private static final String DEFAULT_SCHEMA_LOCATION = "optional:classpath:io/github/twitchoauth/"
			+ "store/jdbc/schema-@@platform@@.sql";

	/**
	 * Name of the table of tokens. That of leases has the same with _LEASE behind it. The
	 * script has to be changed with it.
	 */
	private String tableName = JdbcTokenStorage.DEFAULT_TABLE_NAME;

	/**
	 * Number of accounts that may be refreshed at once, each of which occupies a
	 * connection until Twitch has answered. Half of the pool at most.
	 */
	private int maxConcurrentUpdates = StorageBasedTokenStore.DEFAULT_MAX_CONCURRENT_UPDATES;

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	public int getMaxConcurrentUpdates() {
		return this.maxConcurrentUpdates;
	}

	public void setMaxConcurrentUpdates(int maxConcurrentUpdates) {
		this.maxConcurrentUpdates = maxConcurrentUpdates;
	}

	@Override
	public String getDefaultSchemaLocation() {
		return DEFAULT_SCHEMA_LOCATION;
	}

}
