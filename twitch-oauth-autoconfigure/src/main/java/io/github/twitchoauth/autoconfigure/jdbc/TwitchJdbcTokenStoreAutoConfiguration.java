package io.github.twitchoauth.autoconfigure.jdbc;

import javax.sql.DataSource;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.store.TokenCodec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Auto-configuration of tokens in a relational database. Whether they are kept there is
 * decided at run time.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnClass({ JdbcClient.class, PropertiesBasedDataSourceScriptDatabaseInitializer.class })
@ConditionalOnBean(TokenCodec.class)
@EnableConfigurationProperties(JdbcTokenStoreProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(JdbcTokenStoreRuntimeHints.class)
public final class TwitchJdbcTokenStoreAutoConfiguration {

	@Bean
	JdbcTokenStoreFactory twitchJdbcTokenStoreFactory(JdbcTokenStoreProperties properties,
			@TwitchDataSource ObjectProvider<DataSource> ownDataSource, ObjectProvider<DataSource> dataSource,
			ObjectProvider<DataSourcePoolMetadataProvider> pools, ObjectProvider<TokenCodec> codec) {
		return new JdbcTokenStoreFactory(properties, ownDataSource, dataSource, pools, codec);
	}

}
