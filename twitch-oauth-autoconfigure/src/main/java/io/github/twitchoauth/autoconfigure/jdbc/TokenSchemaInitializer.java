package io.github.twitchoauth.autoconfigure.jdbc;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Creates the table for tokens.
 */
final class TokenSchemaInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<JdbcTokenStoreProperties> {

	TokenSchemaInitializer(DataSource dataSource, JdbcTokenStoreProperties properties) {
		super(dataSource, properties, Map.of(DatabaseDriver.MARIADB, "mysql"));
	}

}
