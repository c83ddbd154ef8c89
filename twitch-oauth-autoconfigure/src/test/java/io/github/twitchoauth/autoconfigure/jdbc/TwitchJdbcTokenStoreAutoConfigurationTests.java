package io.github.twitchoauth.autoconfigure.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TwitchJdbcTokenStoreAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwitchJdbcTokenStoreAutoConfigurationTests {

	private static final TwitchToken TOKEN = new TwitchToken("s3cret", null, Set.of(), null, null, null, "abc");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TwitchOAuthAutoConfiguration.class,
				TwitchJdbcTokenStoreAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "spring.datasource.generate-unique-name=true");

	private final ApplicationContextRunner jdbc = this.runner.withPropertyValues("twitch.oauth.token-store.type=jdbc");

	@Test
	void contextWhenTypeIsJdbcThenKeepsTokensInATableThatItCreates(CapturedOutput output) {
		this.jdbc.run((context) -> {
			assertThat(context).hasSingleBean(TokenStore.class).hasSingleBean(StorageBasedTokenStore.class);
			context.getBean(TokenStore.class).forClient("abc").save("bot", TOKEN);
			JdbcClient table = JdbcClient.create(context.getBean(DataSource.class));
			assertThat(table.sql("select client_id, account, document from twitch_oauth_token").query().singleRow())
				.containsEntry("CLIENT_ID", "abc")
				.containsEntry("ACCOUNT", "bot")
				.hasEntrySatisfying("DOCUMENT",
						(document) -> assertThat(document.toString()).contains("\"version\":1", "s3cret"));
			assertThat(output).contains("INFO", "Twitch tokens are kept in the table 'TWITCH_OAUTH_TOKEN'");
		});
	}

	@Test
	void contextWhenTypeIsJdbcThenLeasesAreSharedAndLastAsLongAsThePropertySays() {
		this.jdbc.withPropertyValues("twitch.oauth.cluster.lease=42s").run((context) -> {
			Leases leases = context.getBean(Leases.class);
			assertThat(leases.isShared()).isTrue();
			assertThat(leases.request("a").whenHeld().block(Duration.ofSeconds(30)).isHeld()).isTrue();
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select duration from twitch_oauth_token_lease")
				.query(Long.class)
				.single()).isEqualTo(42_000);
		});
	}

	@Test
	void contextWhenTypeIsMemoryThenLeasesAreNotShared() {
		this.runner.run((context) -> assertThat(context.getBean(Leases.class).isShared()).isFalse());
	}

	@Test
	void contextWhenUserDefinesLeasesThenBacksOff() {
		this.jdbc.withBean("mine", Leases.class, Leases::ofOneProcess)
			.run((context) -> assertThat(context).hasSingleBean(Leases.class).hasBean("mine"));
	}

	@Test
	void contextWhenTypeIsMemoryThenTouchesNoDatabase() {
		DataSource dataSource = Mockito.mock(DataSource.class);
		this.runner.withBean(DataSource.class, () -> dataSource).run((context) -> {
			assertThat(context).hasSingleBean(InMemoryTokenStore.class);
			BDDMockito.then(dataSource).shouldHaveNoInteractions();
		});
	}

	@Test
	void contextWhenUserDefinesAStoreThenBacksOff() {
		TokenStore mine = Mockito.mock(TokenStore.class);
		this.jdbc.withBean("mine", TokenStore.class, () -> mine)
			.run((context) -> assertThat(context).getBean(TokenStore.class).isSameAs(mine));
	}

	@Test
	void contextWhenSpringJdbcIsMissingThenNamesTheStarter() {
		this.jdbc.withClassLoader(new FilteredClassLoader(JdbcClient.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("The property 'twitch.oauth.token-store.type' needs a library that is missing"));
	}

	@Test
	void contextWhenThereIsAKeyThenEncrypts() {
		this.jdbc.withPropertyValues("twitch.oauth.token-store.encryption-key=" + "A".repeat(43) + "=")
			.run((context) -> {
				context.getBean(TokenStore.class).save("bot", TOKEN);
				assertThat(document(context.getBean(DataSource.class))).contains("{v1}").doesNotContain("s3cret");
			});
	}

	@Test
	void contextWhenThereIsADataSourceForTwitchThenUsesThat() {
		DataSource own = h2();
		this.jdbc
			.withBean("own", DataSource.class, () -> own,
					(definition) -> ((AbstractBeanDefinition) definition)
						.addQualifier(new AutowireCandidateQualifier(TwitchDataSource.class)))
			.withBean("other", DataSource.class, () -> Mockito.mock(DataSource.class))
			.run((context) -> {
				context.getBean(TokenStore.class).save("bot", TOKEN);
				assertThat(document(own)).contains("s3cret");
			});
	}

	@Test
	void contextWhenThereIsNoDataSourceThenSaysSo() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
					TwitchJdbcTokenStoreAutoConfiguration.class))
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.token-store.type=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnusableTokenStoreException.class)
				.hasMessageContaining("spring.datasource.url")
				.hasMessageContaining("@TwitchDataSource"));
	}

	@Test
	void contextWhenTableIsMissingThenNamesTheScript() {
		this.jdbc.withPropertyValues("twitch.oauth.token-store.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("There is no table 'TWITCH_OAUTH_TOKEN'")
				.hasStackTraceContaining("io/github/twitchoauth/store/jdbc"));
	}

	@Test
	void contextWhenTableHasAnotherNameThenUsesThat() {
		this.jdbc
			.withPropertyValues("twitch.oauth.token-store.jdbc.table-name=my_tokens",
					"twitch.oauth.token-store.jdbc.schema=classpath:my-tokens.sql")
			.run((context) -> {
				context.getBean(TokenStore.class).save("bot", TOKEN);
				assertThat(JdbcClient.create(context.getBean(DataSource.class))
					.sql("select count(*) from my_tokens")
					.query(Integer.class)
					.single()).isOne();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tokens; drop table users", "tokens where", "${TABLE}" })
	void contextWhenTableNameIsNoneThenNamesTheProperty(String name) {
		this.jdbc.withPropertyValues("twitch.oauth.token-store.jdbc.table-name=" + name)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessageContaining("'twitch.oauth.token-store.jdbc.table-name'")
				.hasMessageContaining("no name of a table"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void contextWhenNoUpdateWouldBeAllowedThenNamesTheProperty(int updates) {
		this.jdbc.withPropertyValues("twitch.oauth.token-store.jdbc.max-concurrent-updates=" + updates)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidTwitchPropertyException.class)
				.hasMessage("The property 'twitch.oauth.token-store.jdbc.max-concurrent-updates' is " + updates
						+ ", so no token could be refreshed"));
	}

	@Test
	void contextWhenDatabaseIsSqliteThenNamesTheFileStore() {
		this.jdbc.withBean(DataSource.class, () -> database("SQLite"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnusableTokenStoreException.class)
				.hasMessageContaining("SQLite locks the whole database")
				.hasMessageContaining("twitch.oauth.token-store.type=file"));
	}

	@Test
	void contextWhenDatabaseCannotBeReachedThenStartsAndSaysSo(CapturedOutput output) {
		this.jdbc.withBean(DataSource.class, TwitchJdbcTokenStoreAutoConfigurationTests::unreachable).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(TokenStore.class);
			assertThat(output).contains("WARN", "cannot be reached");
		});
	}

	@Test
	void contextWhenDatabaseIsDownAtFirstThenCreatesTheTablesWhenItIsUsed() {
		DataSource database = h2();
		AtomicBoolean down = new AtomicBoolean(true);
		this.jdbc.withBean(DataSource.class, () -> new FailingDataSource(database, down::get)).run((context) -> {
			TokenStore store = context.getBean(TokenStore.class).forClient("abc");
			assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find("bot"));
			down.set(false);
			assertThat(store.find("bot")).isNull();
			store.save("bot", TOKEN);
			assertThat(document(database)).contains("s3cret");
		});
	}

	@Test
	void contextWhenTheScriptFailsAndTheTablesAreThereThenStartsAndSaysSo(CapturedOutput output) {
		DataSource database = h2();
		new ResourceDatabasePopulator(new ClassPathResource("/io/github/twitchoauth/store/jdbc/schema-h2.sql"))
			.execute(database);
		this.jdbc.withBean(DataSource.class, () -> database)
			.withPropertyValues("twitch.oauth.token-store.jdbc.schema=classpath:broken-schema.sql",
					"twitch.oauth.token-store.jdbc.continue-on-error=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("WARN", "has failed", "broken-schema.sql");
			});
	}

	@Test
	void contextWhenPoolIsSmallThenLeavesHalfOfItToOthers(CapturedOutput output) {
		DataSourcePoolMetadata pool = Mockito.mock(DataSourcePoolMetadata.class);
		BDDMockito.given(pool.getMax()).willReturn(5);
		this.jdbc.withBean(DataSourcePoolMetadataProvider.class, () -> (dataSource) -> pool)
			.run((context) -> assertThat(output)
				.contains("Half of the 5 connections to the database are left to others, so 2 Twitch tokens"));
	}

	@Test
	void hintsWhenRegisteredThenHaveTheScripts() {
		RuntimeHints hints = new RuntimeHints();
		new JdbcTokenStoreRuntimeHints().registerHints(hints, null);
		for (String platform : List.of("postgresql", "mysql", "h2", "sqlserver", "oracle")) {
			String script = "io/github/twitchoauth/store/jdbc/schema-" + platform + ".sql";
			assertThat(new ClassPathResource(script).exists()).isTrue();
			assertThat(RuntimeHintsPredicates.resource().forResource(script)).accepts(hints);
		}
	}

	@Test
	void scriptsWhenRunThenDropWhatTheyCreate() {
		DataSource dataSource = h2();
		UnaryOperator<String> script = (name) -> "/io/github/twitchoauth/store/jdbc/" + name + "-h2.sql";
		new ResourceDatabasePopulator(new ClassPathResource(script.apply("schema"))).execute(dataSource);
		new JdbcTokenStorage(dataSource).verify();
		new ResourceDatabasePopulator(new ClassPathResource(script.apply("schema-drop"))).execute(dataSource);
		assertThatExceptionOfType(UnusableTokenStoreException.class)
			.isThrownBy(() -> new JdbcTokenStorage(dataSource).verify());
	}

	@Test
	void verifyWhenThatOfLeasesIsMissingThenNamesIt() {
		DataSource dataSource = h2();
		new ResourceDatabasePopulator(new ClassPathResource("/io/github/twitchoauth/store/jdbc/schema-h2.sql"))
			.execute(dataSource);
		JdbcClient.create(dataSource).sql("drop table twitch_oauth_token_lease").update();
		assertThatExceptionOfType(UnusableTokenStoreException.class)
			.isThrownBy(() -> new JdbcTokenStorage(dataSource).verify())
			.withMessageContaining("There is no table 'TWITCH_OAUTH_TOKEN_LEASE'");
	}

	private static DataSource h2() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
	}

	private static String document(DataSource dataSource) {
		return JdbcClient.create(dataSource)
			.sql("select document from twitch_oauth_token")
			.query(String.class)
			.single();
	}

	private static DataSource database(String product) {
		try {
			DataSource dataSource = Mockito.mock(DataSource.class);
			Connection connection = Mockito.mock(Connection.class);
			DatabaseMetaData metaData = Mockito.mock(DatabaseMetaData.class);
			BDDMockito.given(dataSource.getConnection()).willReturn(connection);
			BDDMockito.given(connection.getMetaData()).willReturn(metaData);
			BDDMockito.given(metaData.getDatabaseProductName()).willReturn(product);
			return dataSource;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DataSource unreachable() {
		try {
			DataSource dataSource = Mockito.mock(DataSource.class);
			BDDMockito.given(dataSource.getConnection()).willThrow(new SQLException("Connection refused"));
			return dataSource;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A database that is down at times.
	 */
	private static final class FailingDataSource extends DelegatingDataSource {

		private final BooleanSupplier down;

		FailingDataSource(DataSource database, BooleanSupplier down) {
			super(database);
			this.down = down;
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.down.getAsBoolean()) {
				throw new SQLException("Connection refused");
			}
			return super.getConnection();
		}

	}

}
