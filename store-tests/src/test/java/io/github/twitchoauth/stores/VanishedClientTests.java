package io.github.twitchoauth.stores;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.twitchoauth.store.TokenKey;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node vanishes from the network, without a word to PostgreSQL, after it has locked a
 * row and before it has changed that.
 */
@Timeout(120)
class VanishedClientTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final TokenKey KEY = new TokenKey("us", "bot");

	private final Database database = Databases.postgres();

	private final String table = this.database.createTable();

	private final URI address = URI.create(this.database.url().substring("jdbc:".length()));

	@AutoClose
	private final TcpProxy network = TcpProxy.to(this.address.getPort());

	private final JdbcTokenStorage storage = new JdbcTokenStorage(this.database.direct(), this.table);

	private final JdbcTokenStorage vanishing = new JdbcTokenStorage(new VanishingDataSource(), this.table);

	@AutoClose("shutdownNow")
	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void cut() {
		this.network.cut();
	}

	@Test
	void claimWhenTheNodeVanishesThenAnotherClaimsTheRow() {
		this.storage.release(KEY, String.valueOf(this.storage.claim(KEY, "first", null)));
		Future<?> lost = vanish(() -> this.vanishing.claim(KEY, "lost", null));
		Awaitility.await().atMost(SOON).until(() -> "second".equals(this.storage.claim(KEY, "second", null)));
		assertThat(lost).isNotDone();
	}

	@Test
	void takeWhenTheNodeVanishesThenAnotherTakesTheLease() {
		this.storage.leases().orElseThrow().take(List.of("a"), "first", Duration.ofSeconds(15));
		this.storage.leases().orElseThrow().release(Map.of("a", Duration.ZERO), "first");
		Future<?> lost = vanish(
				() -> this.vanishing.leases().orElseThrow().take(List.of("a"), "lost", Duration.ofSeconds(15)));
		Awaitility.await()
			.atMost(SOON)
			.until(() -> !this.storage.leases()
				.orElseThrow()
				.take(List.of("a"), "second", Duration.ofSeconds(15))
				.isEmpty());
		assertThat(lost).isNotDone();
	}

	private Future<?> vanish(Runnable action) {
		Future<?> lost = this.executor.submit(action);
		Awaitility.await().atMost(SOON).until(this.network::isHeld);
		return lost;
	}

	/**
	 * A database that is cut off before something is updated.
	 */
	private final class VanishingDataSource extends DelegatingDataSource {

		VanishingDataSource() {
			super(new DriverManagerDataSource(VanishedClientTests.this.database.url()
				.replace(":" + VanishedClientTests.this.address.getPort(),
						":" + VanishedClientTests.this.network.port())));
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("prepareStatement")
								&& arguments[0].toString().startsWith("update")) {
							VanishedClientTests.this.network.hold();
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
