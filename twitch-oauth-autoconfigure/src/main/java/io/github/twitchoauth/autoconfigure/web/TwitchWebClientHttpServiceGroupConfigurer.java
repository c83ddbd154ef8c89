package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;

/**
 * Logs the HTTP service interfaces of group {@code twitch} in that use a
 * {@link WebClient}. Its order is the last, so that its filter is the innermost and a
 * customizer's connector is known.
 */
final class TwitchWebClientHttpServiceGroupConfigurer implements WebClientHttpServiceGroupConfigurer {

	private final WebClientConnection connection;

	private final HelixAuthorization authorization;

	private final TwitchExchangeFilterFunction filter;

	private final @Nullable HttpServiceClientProperties properties;

	TwitchWebClientHttpServiceGroupConfigurer(WebClientConnection connection, HelixAuthorization authorization,
			TwitchExchangeFilterFunction filter, @Nullable HttpServiceClientProperties properties) {
		this.connection = connection;
		this.authorization = authorization;
		this.filter = filter;
		this.properties = properties;
	}

	@Override
	public void configureGroups(Groups<WebClient.Builder> groups) {
		groups.filterByName(TwitchWebClientAutoConfiguration.QUALIFIER).forEachClient(this::configureClient);
	}

	private void configureClient(HttpServiceGroup group, WebClient.Builder builder) {
		HttpClientProperties client = (this.properties != null) ? this.properties.get(group.name()) : null;
		this.connection.connect(builder, client);
		builder.filter(this.filter);
		if (client == null || !StringUtils.hasText(client.getBaseUrl())) {
			builder.baseUrl(this.authorization.helixUri().toString());
		}
	}

}
