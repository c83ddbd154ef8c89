package io.github.twitchoauth.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.lettuce.core.KillArgs;
import redis.embedded.RedisServer;

import org.springframework.util.FileSystemUtils;

/**
 * Redis that makes every change durable.
 */
final class RedisStormStore implements StormStore {

	private final Path directory;

	private final int port = Redis.freePort();

	private RedisServer server;

	private RedisStormStore(Path directory) {
		this.directory = directory;
		restart();
	}

	static RedisStormStore start() {
		try {
			return new RedisStormStore(Files.createTempDirectory("storm-"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public List<String> properties(int port) {
		return List.of("twitch.oauth.token-store.type=redis", "spring.data.redis.port=" + port,
				"spring.data.redis.timeout=2s", "spring.datasource.generate-unique-name=true");
	}

	@Override
	public boolean endSession() {
		RedisCluster.onMaster(new Redis(this.port),
				(commands) -> commands.clientKill(KillArgs.Builder.typeNormal().skipme()));
		return true;
	}

	@Override
	public void crash() {
		RedisCluster.onMaster(new Redis(this.port), (commands) -> commands.shutdown(false));
		close(this.server);
	}

	private static void close(RedisServer server) {
		try {
			server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void restart() {
		try {
			this.server = RedisServer.newRedisServer()
				.port(this.port)
				.bind("127.0.0.1")
				.setting("dir " + this.directory)
				.setting("appendonly yes")
				.setting("appendfsync always")
				.build();
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		close(this.server);
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
