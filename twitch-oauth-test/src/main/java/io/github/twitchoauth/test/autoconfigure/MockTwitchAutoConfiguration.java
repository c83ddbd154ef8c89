package io.github.twitchoauth.test.autoconfigure;

import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.test.MockTwitch;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that starts a {@link MockTwitch} and
 * points the application at it.
 */
@AutoConfiguration(beforeName = "io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration")
@ConditionalOnBooleanProperty("twitch.oauth.mock.enabled")
@EnableConfigurationProperties(MockTwitchProperties.class)
public final class MockTwitchAutoConfiguration {

	private static final Log logger = LogFactory.getLog(MockTwitchAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	MockTwitch mockTwitch(MockTwitchProperties properties) {
		MockTwitch mockTwitch = MockTwitch.start(properties.getPort());
		mockTwitch.setInterval(properties.getInterval());
		logger.info("Using a stand-in for Twitch at " + mockTwitch.getBaseUrl() + "; no real account is involved");
		return mockTwitch;
	}

	@Bean
	@ConditionalOnMissingBean(TwitchOAuthConnectionDetails.class)
	TwitchOAuthConnectionDetails mockTwitchConnectionDetails(MockTwitch mockTwitch) {
		return mockTwitch.getConnectionDetails();
	}

}
