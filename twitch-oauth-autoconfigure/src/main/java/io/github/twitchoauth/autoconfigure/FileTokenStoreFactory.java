package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;

import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Creates stores in a file.
 */
final class FileTokenStoreFactory {

	private static final Log logger = LogFactory.getLog(FileTokenStoreFactory.class);

	private final TokenStoreProperties properties;

	private final TwitchOAuthPropertiesMapper settings;

	private final TokenCipher cipher;

	private final Environment environment;

	FileTokenStoreFactory(TokenStoreProperties properties, TwitchOAuthPropertiesMapper settings, TokenCipher cipher,
			Environment environment) {
		this.properties = properties;
		this.settings = settings;
		this.cipher = cipher;
		this.environment = environment;
	}

	TokenStore create() {
		Path path = new TokenStorePropertiesMapper(this.properties).path(
				this.environment.getProperty("spring.application.name"), this.environment.getProperty("user.home"),
				this.settings.accounts());
		FileTokenStore store = new FileTokenStore(path, this.cipher);
		logger.info("Twitch tokens are kept in '" + store.getPath() + "', "
				+ (this.cipher.isEncrypting() ? "encrypted" : "readable to this user only"));
		return store;
	}

}
