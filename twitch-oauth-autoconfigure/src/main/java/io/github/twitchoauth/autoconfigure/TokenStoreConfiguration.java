package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;

import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The token store, unless the application has one of its own.
 */
final class TokenStoreConfiguration {

	private static final String TYPE = "twitch.oauth.token-store.type";

	private static final Log logger = LogFactory.getLog(TokenStoreConfiguration.class);

	// Here also for stores of the application's own.
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

	@Bean
	@ConditionalOnProperty(name = TYPE, havingValue = "memory", matchIfMissing = true)
	@ConditionalOnMissingBean(TokenStore.class)
	InMemoryTokenStore twitchTokenStore() {
		logger.info("Twitch tokens are kept in memory only, so each restart asks for a new login."
				+ " To keep them, set twitch.oauth.token-store.type=file");
		return new InMemoryTokenStore();
	}

	@Bean
	@ConditionalOnProperty(name = TYPE, havingValue = "file")
	@ConditionalOnMissingBean(TokenStore.class)
	FileTokenStore twitchFileTokenStore(TwitchOAuthProperties properties, TwitchOAuthPropertiesMapper settings,
			TokenCipher cipher, Environment environment) {
		TokenStorePropertiesMapper mapper = new TokenStorePropertiesMapper(properties.getTokenStore());
		Path path = mapper.path(environment.getProperty("spring.application.name"),
				environment.getProperty("user.home"), settings.accounts());
		FileTokenStore store = new FileTokenStore(path, cipher);
		logger.info("Twitch tokens are kept in '" + store.getPath() + "', "
				+ (cipher.isEncrypting() ? "encrypted" : "readable to this user only"));
		return store;
	}

	// Left if the type is set, but to nothing.
	@Bean
	@ConditionalOnMissingBean
	TokenStore twitchMissingTokenStore(TwitchOAuthProperties properties) {
		throw new InvalidTwitchPropertyException(TYPE, "is empty", "Set it to memory or file, or remove it.");
	}

}
