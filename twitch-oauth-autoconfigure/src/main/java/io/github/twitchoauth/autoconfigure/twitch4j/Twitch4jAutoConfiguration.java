package io.github.twitchoauth.autoconfigure.twitch4j;

import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.helix.TwitchHelix;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.twitch4j.EventSub;
import io.github.twitchoauth.twitch4j.EventSubRuntimeHints;
import io.github.twitchoauth.web.HelixAuthorization;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration for twitch4j: Helix, EventSub and chat, logged in. Its properties
 * are bound also when it is off, so that a misspelt one is told.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchWebClientAutoConfiguration.class)
@ConditionalOnClass({ TwitchHelix.class, EventSubEvent.class })
@ConditionalOnBean({ HelixAuthorization.class, AuthorizationLifecycle.class })
@ConditionalOnMissingBean(EventSub.class)
@EnableConfigurationProperties(Twitch4jProperties.class)
@Import(Twitch4jConfiguration.class)
@ImportRuntimeHints(EventSubRuntimeHints.class)
public final class Twitch4jAutoConfiguration {

}
