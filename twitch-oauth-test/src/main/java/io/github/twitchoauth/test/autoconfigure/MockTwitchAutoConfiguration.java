package io.github.twitchoauth.test.autoconfigure;

import io.github.twitchoauth.test.MockTwitch;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} that starts a {@link MockTwitch} and
 * points the application at it, with a token store of its own. Its properties are bound
 * also when it is off, so that a misspelt one is told.
 *
 * @since 0.1.0
 */
@AutoConfiguration(beforeName = "io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration")
@EnableConfigurationProperties(MockTwitchProperties.class)
@Import(MockTwitchConfiguration.class)
public final class MockTwitchAutoConfiguration {

}
