package io.github.twitchoauth.autoconfigure.redis;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.store.TokenCodec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Auto-configuration of tokens in Redis. Whether they are kept there is decided at run
 * time.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnBean(TokenCodec.class)
@EnableConfigurationProperties(RedisTokenStoreProperties.class)
@ImportRuntimeHints(RedisTokenStoreRuntimeHints.class)
public final class TwitchRedisTokenStoreAutoConfiguration {

	@Bean
	RedisTokenStoreFactory twitchRedisTokenStoreFactory(RedisTokenStoreProperties properties,
			ObjectProvider<RedisConnectionFactory> connectionFactory, ObjectProvider<TokenCodec> codec) {
		return new RedisTokenStoreFactory(properties, connectionFactory, codec);
	}

}
