package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchClientHttpRequestInterceptor;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;

/**
 * Auto-configuration for the HTTP service interfaces of group {@code twitch}, whichever
 * client they use.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { TwitchWebClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class })
@ConditionalOnBean({ HelixAuthorization.class, HttpServiceProxyRegistry.class })
public final class TwitchHttpServiceAutoConfiguration {

	@Bean
	TwitchWebClientHttpServiceGroupConfigurer twitchWebClientHttpServiceGroupConfigurer(WebClientConnection connection,
			HelixAuthorization authorization, TwitchExchangeFilterFunction filter,
			ObjectProvider<HttpServiceClientProperties> properties) {
		return new TwitchWebClientHttpServiceGroupConfigurer(connection, authorization, filter,
				properties.getIfAvailable());
	}

	@Bean
	RestClientHttpServiceGroupConnectionConfigurer twitchRestClientHttpServiceGroupConnectionConfigurer(
			TokenSafeConnectors connectors, ObjectProvider<HttpServiceClientProperties> properties) {
		return new RestClientHttpServiceGroupConnectionConfigurer(connectors, properties.getIfAvailable());
	}

	@Bean
	TwitchRestClientHttpServiceGroupConfigurer twitchRestClientHttpServiceGroupConfigurer(
			HelixAuthorization authorization, TwitchClientHttpRequestInterceptor interceptor,
			ObjectProvider<HttpServiceClientProperties> properties) {
		return new TwitchRestClientHttpServiceGroupConfigurer(authorization, interceptor, properties.getIfAvailable());
	}

}
