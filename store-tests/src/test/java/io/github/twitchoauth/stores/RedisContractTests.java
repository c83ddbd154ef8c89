package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import io.github.twitchoauth.test.store.StoreLocation;
import io.github.twitchoauth.test.store.TokenStoreContract;
import io.github.twitchoauth.test.store.TokenStoreOpener;
import org.junit.jupiter.api.AfterEach;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contract on Redis.
 */
class RedisContractTests extends TokenStoreContract {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Redis redis = Redis.shared();

	private final String prefix = Redis.newPrefix();

	private final List<LettuceConnectionFactory> connections = new ArrayList<>();

	@Override
	protected TokenStore openStore() {
		LettuceConnectionFactory connection = this.redis.connect();
		this.connections.add(connection);
		return open(connection, this.prefix);
	}

	@Override
	protected StoreLocation otherProcess() {
		return new StoreLocation(Opener.class, this.redis.port() + " " + this.prefix);
	}

	@Override
	protected Duration recoveryTime() {
		return PATIENCE.multipliedBy(2).minusMillis(100);
	}

	// Redis refuses everything that may take up memory.
	@Override
	protected Runnable breakUpdate() {
		this.redis.set("maxmemory", "1");
		return () -> this.redis.set("maxmemory", "0");
	}

	@AfterEach
	void close() {
		this.redis.set("maxmemory", "0");
		this.connections.forEach(LettuceConnectionFactory::destroy);
	}

	private static TokenStore open(LettuceConnectionFactory connection, String prefix) {
		return new StorageBasedTokenStore(new RedisTokenStorage(connection, prefix, Duration.ofMillis(500)),
				new TokenCodec(TokenCipher.none()), 4, PATIENCE);
	}

	static final class Opener implements TokenStoreOpener {

		@Override
		public TokenStore open(String location) {
			String[] words = location.split(" ");
			return RedisContractTests.open(Redis.connect(Integer.parseInt(words[0])), words[1]);
		}

	}

}
