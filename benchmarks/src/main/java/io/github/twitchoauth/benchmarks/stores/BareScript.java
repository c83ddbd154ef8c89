package io.github.twitchoauth.benchmarks.stores;

import java.util.List;

import io.github.twitchoauth.TwitchToken;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The least that changes a hash that nobody else changes meanwhile.
 */
final class BareScript {

	private static final RedisScript<Long> SCRIPT = RedisScript.of("""
			redis.call('HGET', KEYS[1], 'document')
			return redis.call('HSET', KEYS[1], 'document', ARGV[1])""", Long.class);

	private final StringRedisTemplate redis;

	BareScript(RedisConnectionFactory connectionFactory) {
		this.redis = new StringRedisTemplate(connectionFactory);
	}

	void update(String account, TwitchToken token) {
		this.redis.execute(SCRIPT, List.of("bare:" + account),
				token.accessToken() + token.refreshToken() + token.expiresAt() + token.scopes());
	}

}
