package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * A Redis server that runs for as long as this JVM.
 *
 * @param port its port
 */
record Redis(int port) {

	private static final AtomicInteger prefixes = new AtomicInteger();

	private static final SingletonSupplier<Redis> server = SingletonSupplier.of(() -> start("save \"\""));

	static Redis shared() {
		return server.obtain();
	}

	static Redis start(String... settings) {
		int port = freePort();
		try {
			RedisServerBuilder builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1");
			for (String setting : settings) {
				builder.setting(setting);
			}
			builder.build().start();
			return new Redis(port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The nodes of a cluster also listen at a port that is 10,000 higher.
	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return (socket.getLocalPort() < 55536) ? socket.getLocalPort() : freePort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String newPrefix() {
		return "test-" + prefixes.incrementAndGet();
	}

	LettuceConnectionFactory connect() {
		return connect(this.port);
	}

	static LettuceConnectionFactory connect(int port) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(5)).build());
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	void set(String name, String value) {
		LettuceConnectionFactory factory = connect();
		try (RedisConnection connection = factory.getConnection()) {
			connection.serverCommands().setConfig(name, value);
		}
		finally {
			factory.destroy();
		}
	}

}
