package io.github.twitchoauth.benchmarks.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStorage;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Stores that several processes share, and their servers.
 */
final class SharedStores {

	private static final int CONNECTIONS = 16;

	private static final List<Runnable> running = new ArrayList<>();

	static {
		// Logging that is not configured tells of each statement.
		LoggingSystem.get(SharedStores.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

	private static @Nullable String postgres;

	private static @Nullable String redis;

	private SharedStores() {
	}

	static String postgres() {
		String url = postgres;
		if (url == null) {
			url = startPostgres();
			postgres = url;
		}
		return url;
	}

	private static String startPostgres() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.start();
			running.add(() -> close(server));
			new ResourceDatabasePopulator(new ClassPathResource("schema-postgresql.sql", JdbcTokenStorage.class))
				.execute(server.getPostgresDatabase());
			JdbcClient.create(server.getPostgresDatabase()).sql(BareTransaction.TABLE).update();
			return server.getJdbcUrl("postgres", "postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(EmbeddedPostgres server) {
		try {
			server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String redis() {
		String port = redis;
		if (port == null) {
			port = startRedis();
			redis = port;
		}
		return port;
	}

	private static String startRedis() {
		try {
			int port = freePort();
			RedisServer server = RedisServer.newRedisServer()
				.port(port)
				.bind("127.0.0.1")
				.setting("appendonly yes")
				.setting("dir " + Files.createTempDirectory("redis"))
				.build();
			server.start();
			running.add(() -> stop(server));
			return Integer.toString(port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static void stop(RedisServer server) {
		try {
			server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void stop() {
		running.forEach(Runnable::run);
	}

	static TokenStore jdbc(String url) {
		return store(new JdbcTokenStorage(pool(url)));
	}

	static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(CONNECTIONS);
		return pool;
	}

	static TokenStore redis(String port) {
		return store(new RedisTokenStorage(connect(port), RedisTokenStorage.DEFAULT_KEY_PREFIX));
	}

	static RedisConnectionFactory connect(String port) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", Integer.parseInt(port)));
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	private static TokenStore store(TokenStorage storage) {
		return new StorageBasedTokenStore(storage, new TokenCodec(TokenCipher.none()), CONNECTIONS,
				StorageBasedTokenStore.DEFAULT_PATIENCE);
	}

}
