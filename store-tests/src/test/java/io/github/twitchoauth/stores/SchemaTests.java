package io.github.twitchoauth.stores;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.jdbc.TwitchJdbcTokenStoreAutoConfiguration;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several nodes create the tables at once.
 */
@Timeout(120)
class SchemaTests {

	private static final int NODES = 6;

	@RepeatedTest(3)
	void contextWhenSeveralNodesCreateTheTablesThenAllStart() throws Exception {
		Database postgres = Databases.postgres();
		String schema = "nodes_" + System.nanoTime();
		JdbcClient.create(postgres.direct()).sql("create schema " + schema).update();
		DataSource database = new DriverManagerDataSource(postgres.url() + "&currentSchema=" + schema);
		CyclicBarrier start = new CyclicBarrier(NODES);
		ExecutorService threads = Executors.newFixedThreadPool(NODES);
		try {
			List<Future<?>> nodes = Stream.generate(() -> (Runnable) () -> start(database, start))
				.limit(NODES)
				.<Future<?>>map(threads::submit)
				.toList();
			for (Future<?> node : nodes) {
				node.get(1, TimeUnit.MINUTES);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void start(DataSource database, CyclicBarrier start) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class,
					TwitchJdbcTokenStoreAutoConfiguration.class))
			.withBean(DataSource.class, () -> {
				await(start);
				return database;
			})
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.token-store.type=jdbc",
					"twitch.oauth.token-store.jdbc.initialize-schema=always",
					"twitch.oauth.token-store.jdbc.continue-on-error=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(TokenStore.class));
	}

	private static void await(CyclicBarrier start) {
		try {
			start.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
