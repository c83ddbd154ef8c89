package io.github.twitchoauth.store.redis;

import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.twitchoauth.store.UnusableTokenStoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The servers behind a connection to Redis, and how well they keep what they are given.
 */
final class RedisServers {

	private static final Log logger = LogFactory.getLog(RedisServers.class);

	private final StringRedisTemplate redis;

	RedisServers(StringRedisTemplate redis) {
		this.redis = redis;
	}

	void verify() {
		this.redis.execute((RedisCallback<Boolean>) (connection) -> {
			requireNoEviction(connection);
			if (!isPersistent(connection)) {
				logger.warn("Redis writes nothing to disk, so its restart loses all Twitch logins."
						+ " Set 'appendonly yes' in its configuration");
			}
			return true;
		});
	}

	private static void requireNoEviction(RedisConnection connection) {
		if (values(connection.serverCommands().info("memory"), "maxmemory_policy")
			.anyMatch((policy) -> policy.startsWith("allkeys"))) {
			throw new UnusableTokenStoreException(
					"Redis is set to throw away any key when memory is short, which would be a lost login",
					"Set its maxmemory-policy to noeviction or to a volatile one, or take another Redis", null);
		}
	}

	// A managed Redis may refuse to tell.
	private static boolean isPersistent(RedisConnection connection) {
		try {
			return values(connection.serverCommands().info("persistence"), "aof_enabled").anyMatch("1"::equals)
					|| values(connection.serverCommands().getConfig("save"), "save")
						.anyMatch((times) -> !times.isEmpty());
		}
		catch (RuntimeException ex) {
			logger.debug("Redis does not tell what it writes to disk", ex);
			return true;
		}
	}

	/**
	 * Write, and wait until a replica has that, if there are replicas. Not until it is on
	 * disk ({@code WAITAOF}): that takes a second each time, in which all others that
	 * share the connection would wait too. What gets lost in that second, the processes
	 * that have it in memory store again.
	 * @param <T> type of the result
	 * @param write what writes
	 * @return its result. A warning is logged if no replica has it
	 */
	<T> T durably(Supplier<T> write) {
		return durably(write, (result) -> true, () -> logger.warn("No replica of Redis has confirmed a write in time."
				+ " If Redis fails over now, a Twitch login may be lost"));
	}

	/**
	 * Write, and wait until a replica has that, if there are replicas.
	 * @param <T> type of the result
	 * @param write what writes
	 * @param written tells from the result whether there is something to wait for
	 * @param unconfirmed called if no replica has it in time
	 * @return the result
	 */
	<T> T durably(Supplier<T> write, Predicate<T> written, Runnable unconfirmed) {
		return Objects.requireNonNull(this.redis.execute(new SessionCallback<T>() {
			@Override
			public <K, V> T execute(RedisOperations<K, V> sameConnection) {
				T result = write.get();
				if (written.test(result) && !isConfirmed()) {
					unconfirmed.run();
				}
				return result;
			}
		}), "A write has a result");
	}

	private boolean isConfirmed() {
		return Boolean.TRUE.equals(
				this.redis.execute((RedisCallback<Boolean>) (connection) -> connection instanceof RedisClusterConnection
						|| !hasReplica(connection) || ReplicaConfirmation.await(connection)));
	}

	private static boolean hasReplica(RedisConnection connection) {
		return values(connection.serverCommands().info("replication"), "connected_slaves")
			.anyMatch((number) -> !"0".equals(number));
	}

	// In a cluster, each name is preceded by that of its node.
	private static Stream<String> values(@Nullable Properties properties, String name) {
		return (properties != null) ? properties.stringPropertyNames()
			.stream()
			.filter((property) -> property.equals(name) || property.endsWith("." + name))
			.map(properties::getProperty) : Stream.empty();
	}

}
