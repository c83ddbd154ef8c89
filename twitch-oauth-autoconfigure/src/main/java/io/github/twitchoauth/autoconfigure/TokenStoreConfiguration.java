package io.github.twitchoauth.autoconfigure;

import java.util.Map;

import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The token store, unless the application has one of its own.
 */
final class TokenStoreConfiguration {

	private static final String TYPE = "twitch.oauth.token-store.type";

	private static final Map<TokenStoreType, String> STARTERS = Map.of(TokenStoreType.JDBC, "spring-boot-starter-jdbc",
			TokenStoreType.REDIS, "spring-boot-starter-data-redis");

	// The cipher is a bean, so that token stores of the application can use it too.
	@Bean
	@ConditionalOnMissingBean
	TokenCipher twitchTokenCipher(TwitchOAuthProperties properties) {
		return new TokenStorePropertiesMapper(properties.getTokenStore()).cipher();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TokenCodec twitchTokenCodec(TokenCipher cipher) {
		return new TokenCodec(cipher);
	}

	// The type is asked at run time, so that it can be changed after ahead-of-time
	// processing.
	@Bean
	@ConditionalOnMissingBean
	TokenStore twitchTokenStore(TwitchOAuthProperties properties, TwitchOAuthPropertiesMapper settings,
			TokenCipher cipher, ObjectProvider<TokenStoreFactory> factories, Environment environment) {
		if ("".equals(environment.getProperty(TYPE))) {
			throw new InvalidTwitchPropertyException(TYPE, "is empty",
					"Set it to memory, file, jdbc or redis, or remove it.");
		}
		TokenStoreType type = properties.getTokenStore().getType();
		if (type == TokenStoreType.MEMORY) {
			return new MemoryTokenStoreFactory().create();
		}
		if (type == TokenStoreType.FILE) {
			return new FileTokenStoreFactory(properties.getTokenStore(), settings, cipher, environment).create();
		}
		for (TokenStoreFactory factory : factories) {
			if (factory.getType() == type) {
				return factory.create();
			}
		}
		throw new InvalidTwitchPropertyException(TYPE, "needs a library that is missing",
				"Add the dependency org.springframework.boot:" + STARTERS.get(type) + ".");
	}

}
