package io.github.twitchoauth.autoconfigure.redis;

import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TokenStoreFactory;
import io.github.twitchoauth.autoconfigure.TokenStoreType;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.UnusableTokenStoreException;
import io.github.twitchoauth.store.redis.RedisTokenStorage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.StringUtils;

/**
 * Creates stores in Redis.
 */
final class RedisTokenStoreFactory implements TokenStoreFactory {

	private static final Log logger = LogFactory.getLog(RedisTokenStoreFactory.class);

	private final RedisTokenStoreProperties properties;

	private final ObjectProvider<RedisConnectionFactory> connectionFactory;

	private final ObjectProvider<TokenCodec> codec;

	RedisTokenStoreFactory(RedisTokenStoreProperties properties,
			ObjectProvider<RedisConnectionFactory> connectionFactory, ObjectProvider<TokenCodec> codec) {
		this.properties = properties;
		this.connectionFactory = connectionFactory;
		this.codec = codec;
	}

	@Override
	public TokenStoreType getType() {
		return TokenStoreType.REDIS;
	}

	@Override
	public TokenStore create() {
		String keyPrefix = keyPrefix();
		RedisConnectionFactory connectionFactory = this.connectionFactory.getIfUnique();
		if (connectionFactory == null) {
			throw new UnusableTokenStoreException(
					"Twitch tokens are to be kept in Redis, but there is no RedisConnectionFactory, or there are several",
					"Set spring.data.redis.host, or mark one of them as @Primary", null);
		}
		RedisTokenStorage storage = new RedisTokenStorage(connectionFactory, keyPrefix);
		try {
			storage.verify();
			logger.info("Twitch tokens are kept in Redis, as '" + keyPrefix + ":token:…'");
		}
		catch (DataAccessException ex) {
			logger.warn("Redis, which keeps Twitch tokens, cannot be reached. Nobody is logged in until it can");
		}
		// No connection is occupied by an update.
		return new StorageBasedTokenStore(storage, this.codec.getObject(), Integer.MAX_VALUE,
				StorageBasedTokenStore.DEFAULT_PATIENCE);
	}

	private String keyPrefix() {
		String keyPrefix = this.properties.getKeyPrefix();
		if (!StringUtils.hasText(keyPrefix)) {
			throw new InvalidTwitchPropertyException("twitch.oauth.token-store.redis.key-prefix", "is empty",
					"Set it to what the names of all keys are to begin with, or remove it for "
							+ RedisTokenStorage.DEFAULT_KEY_PREFIX + ".");
		}
		return keyPrefix;
	}

}
