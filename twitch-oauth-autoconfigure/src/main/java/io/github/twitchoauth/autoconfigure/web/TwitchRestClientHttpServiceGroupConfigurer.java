package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchAccount;
import io.github.twitchoauth.web.TwitchClientHttpRequestFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;

/**
 * Logs the HTTP service interfaces of group {@code twitch} in that use a
 * {@link RestClient}. Its order is the last, so that nothing comes between the token and
 * the wire.
 */
final class TwitchRestClientHttpServiceGroupConfigurer implements RestClientHttpServiceGroupConfigurer {

	private final TwitchConnections connections;

	private final HelixAuthorization authorization;

	private final @Nullable HttpServiceClientProperties properties;

	TwitchRestClientHttpServiceGroupConfigurer(TwitchConnections connections, HelixAuthorization authorization,
			@Nullable HttpServiceClientProperties properties) {
		this.connections = connections;
		this.authorization = authorization;
		this.properties = properties;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		groups.filterByName(TwitchWebClientAutoConfiguration.QUALIFIER).forEachClient(this::configureClient);
	}

	private void configureClient(HttpServiceGroup group, RestClient.Builder builder) {
		HttpClientProperties client = (this.properties != null) ? this.properties.get(group.name()) : null;
		builder.requestFactory(
				new TwitchClientHttpRequestFactory(this.connections.requestFactory(client), this.authorization));
		builder.requestInitializer(TwitchClientHttpRequestFactory::requireLogin);
		builder.defaultRequest((request) -> request.attributes(TwitchAccount.orDefault()));
		if (client == null || !StringUtils.hasText(client.getBaseUrl())) {
			builder.baseUrl(this.authorization.helixUri());
		}
	}

}
