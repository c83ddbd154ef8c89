package io.github.twitchoauth.autoconfigure.jdbc;

import java.util.Map;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.jdbc.datasource.init.ScriptException;

/**
 * Creates the tables for tokens and leases.
 */
final class TokenSchemaInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<JdbcTokenStoreProperties> {

	private static final Log logger = LogFactory.getLog(TokenSchemaInitializer.class);

	TokenSchemaInitializer(DataSource dataSource, JdbcTokenStoreProperties properties) {
		super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
	}

	/**
	 * Create the tables if that is wanted. A script that fails twice is only told of: the
	 * tables may be there all the same.
	 */
	// Where several nodes create the same table at once, databases let all but one fail.
	void createTables() {
		if (failure() != null) {
			ScriptException failure = failure();
			if (failure != null) {
				logger.warn("The script that creates the tables for Twitch tokens has failed: " + failure.getMessage());
			}
		}
	}

	private @Nullable ScriptException failure() {
		try {
			initializeDatabase();
			return null;
		}
		catch (ScriptException ex) {
			return ex;
		}
	}

}
