package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchClientHttpRequestInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;

/**
 * Logs the HTTP service interfaces of group {@code twitch} in that use a
 * {@link RestClient}. Its order is the last, so that its interceptor is the innermost.
 */
final class TwitchRestClientHttpServiceGroupConfigurer implements RestClientHttpServiceGroupConfigurer {

	private final HelixAuthorization authorization;

	private final TwitchClientHttpRequestInterceptor interceptor;

	private final @Nullable HttpServiceClientProperties properties;

	TwitchRestClientHttpServiceGroupConfigurer(HelixAuthorization authorization,
			TwitchClientHttpRequestInterceptor interceptor, @Nullable HttpServiceClientProperties properties) {
		this.authorization = authorization;
		this.interceptor = interceptor;
		this.properties = properties;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		groups.filterByName(TwitchWebClientAutoConfiguration.QUALIFIER).forEachClient(this::configureClient);
	}

	private void configureClient(HttpServiceGroup group, RestClient.Builder builder) {
		HttpClientProperties client = (this.properties != null) ? this.properties.get(group.name()) : null;
		builder.requestInterceptor(this.interceptor);
		if (client == null || !StringUtils.hasText(client.getBaseUrl())) {
			builder.baseUrl(this.authorization.helixUri());
		}
	}

}
