package io.github.twitchoauth.autoconfigure.page;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for the login page, in applications with a web server.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnBooleanProperty("twitch.oauth.page.enabled")
@Import(LoginPageConfiguration.class)
public final class TwitchLoginPageAutoConfiguration {

}
