package io.github.twitchoauth.test.autoconfigure;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.util.StringUtils;

/**
 * A {@link MockTwitch}, how to connect to it, and a store for its tokens.
 */
@ConditionalOnBooleanProperty("twitch.oauth.mock.enabled")
final class MockTwitchConfiguration {

	private static final String TOKEN_STORE = "mockTwitchTokenStore";

	private static final Path HOME = Path.of("~");

	private static final Log logger = LogFactory.getLog(MockTwitchConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	MockTwitch mockTwitch(MockTwitchProperties properties) {
		Path dataFile = dataFile(properties);
		MockTwitch mockTwitch = (dataFile != null) ? MockTwitch.start(properties.getPort(), dataFile)
				: MockTwitch.start(properties.getPort());
		mockTwitch.setInterval(properties.getInterval());
		autoApprove(mockTwitch, properties.getAutoApprove());
		logger.info("Using a stand-in for Twitch at " + mockTwitch.getBaseUrl() + "; no real account is involved");
		return mockTwitch;
	}

	private static void autoApprove(MockTwitch mockTwitch, @Nullable String login) {
		try {
			mockTwitch.setAutoApprove(StringUtils.hasText(login) ? login.strip() : null);
		}
		catch (IllegalArgumentException ex) {
			mockTwitch.close();
			throw new InvalidTwitchPropertyException("twitch.oauth.mock.auto-approve",
					"is '" + login + "', which is no login name", ex.getMessage() + ".");
		}
	}

	@Bean
	@ConditionalOnMissingBean(TwitchOAuthConnectionDetails.class)
	TwitchOAuthConnectionDetails mockTwitchConnectionDetails(MockTwitch mockTwitch) {
		return mockTwitch.getConnectionDetails();
	}

	// Of two primary beans, none would be chosen.
	@Bean
	static BeanFactoryPostProcessor mockTwitchTokenStoreIsPrimary() {
		return (beanFactory) -> Stream.of(beanFactory.getBeanNamesForType(TokenStore.class, true, false))
			.filter((bean) -> !bean.equals(TOKEN_STORE) && beanFactory.containsBeanDefinition(bean))
			.forEach((bean) -> beanFactory.getBeanDefinition(bean).setPrimary(false));
	}

	// In the place of the configured one, and of one that is a bean of the application:
	// the
	// stand-in does not know their tokens, so they would count as dead.
	@Bean(TOKEN_STORE)
	@Primary
	@ConditionalOnBooleanProperty(name = "twitch.oauth.enabled", matchIfMissing = true)
	TokenStore mockTwitchTokenStore(MockTwitchProperties properties) {
		Path dataFile = dataFile(properties);
		TokenStore store = (dataFile != null)
				? new FileTokenStore(dataFile.resolveSibling(dataFile.getFileName() + ".tokens"))
				: new InMemoryTokenStore();
		logger.info("Tokens of the stand-in for Twitch are kept "
				+ ((store instanceof FileTokenStore file) ? "in '" + file.getPath() + "'" : "in memory")
				+ ". The application's token store is left alone");
		return store;
	}

	private static @Nullable Path dataFile(MockTwitchProperties properties) {
		Path dataFile = properties.getDataFile();
		return (dataFile != null && dataFile.startsWith(HOME))
				? Path.of(System.getProperty("user.home")).resolve(HOME.relativize(dataFile)) : dataFile;
	}

}
