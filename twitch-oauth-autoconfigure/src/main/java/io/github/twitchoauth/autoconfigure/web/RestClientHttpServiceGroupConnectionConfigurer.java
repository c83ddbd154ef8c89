package io.github.twitchoauth.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Connects the HTTP service interfaces of group {@code twitch} that use a
 * {@link RestClient}. Its order is between Spring Boot's, which sets a request factory
 * from properties, and the application's customizers, which may set another one.
 */
final class RestClientHttpServiceGroupConnectionConfigurer implements RestClientHttpServiceGroupConfigurer {

	private final TokenSafeConnectors connectors;

	private final @Nullable HttpServiceClientProperties properties;

	RestClientHttpServiceGroupConnectionConfigurer(TokenSafeConnectors connectors,
			@Nullable HttpServiceClientProperties properties) {
		this.connectors = connectors;
		this.properties = properties;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 20;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		groups.filterByName(TwitchWebClientAutoConfiguration.QUALIFIER)
			.forEachClient((group, builder) -> builder.requestFactory(this.connectors
				.requestFactory((this.properties != null) ? this.properties.get(group.name()) : null)));
	}

}
