package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.autoconfigure.ConditionalOnAnyProperty;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for the login page, in applications with a web server. Its
 * properties are bound also when it is off, so that a misspelt one is told.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnAnyProperty("twitch.oauth.page")
@EnableConfigurationProperties(PageProperties.class)
@Import(LoginPageConfiguration.class)
public final class TwitchLoginPageAutoConfiguration {

}
