package io.github.twitchoauth.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.util.ClassUtils;

/**
 * Asks Redis whether a replica has what was last written over a connection. Spring Data
 * has no method for that, and reads no numbers from Lettuce without one.
 */
final class ReplicaConfirmation {

	private static final boolean LETTUCE = ClassUtils.isPresent("io.lettuce.core.api.async.BaseRedisAsyncCommands",
			ReplicaConfirmation.class.getClassLoader());

	private static final int TIMEOUT = 500;

	private static final byte[][] ARGUMENTS = { "1".getBytes(StandardCharsets.US_ASCII),
			String.valueOf(TIMEOUT).getBytes(StandardCharsets.US_ASCII) };

	private ReplicaConfirmation() {
	}

	static boolean await(RedisConnection connection) {
		Object client = connection.getNativeConnection();
		Object replicas = (LETTUCE && Lettuce.hasMade(client)) ? Lettuce.await(client)
				: connection.execute("WAIT", ARGUMENTS);
		return replicas instanceof Number number && number.longValue() > 0;
	}

	/**
	 * What needs Lettuce on the class path.
	 */
	private static final class Lettuce {

		static boolean hasMade(Object client) {
			return client instanceof BaseRedisAsyncCommands<?, ?>;
		}

		static Long await(Object client) {
			return LettuceFutures.awaitOrCancel(((BaseRedisAsyncCommands<?, ?>) client).waitForReplication(1, TIMEOUT),
					2L * TIMEOUT, TimeUnit.MILLISECONDS);
		}

	}

}
