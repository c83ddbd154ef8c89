package io.github.twitchoauth.autoconfigure.redis;

import io.github.twitchoauth.store.redis.RedisTokenStorage;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Tokens in Redis.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth.token-store.redis")
public class RedisTokenStoreProperties {

	/**
	 * Beginning of the names of all keys.
	 */
	private String keyPrefix = RedisTokenStorage.DEFAULT_KEY_PREFIX;

	public String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

}
