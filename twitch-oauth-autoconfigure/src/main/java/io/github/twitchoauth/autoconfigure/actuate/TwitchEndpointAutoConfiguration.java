package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.actuate.TwitchEndpoint;
import io.github.twitchoauth.actuate.TwitchEndpointWebExtension;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link TwitchEndpoint}. Its properties are bound also when it is
 * not available, so that a misspelt one is told.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchOAuthAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TwitchAccounts.class)
@EnableConfigurationProperties(TwitchEndpointProperties.class)
public final class TwitchEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	TwitchEndpoint twitchEndpoint(TwitchAccounts accounts, TwitchEndpointProperties properties) {
		return new TwitchEndpoint(accounts, properties.getShowValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(TwitchEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TwitchEndpointWebExtension twitchEndpointWebExtension(TwitchEndpoint endpoint,
			TwitchEndpointProperties properties) {
		return new TwitchEndpointWebExtension(endpoint, properties.getShowValues(), properties.getRoles());
	}

}
