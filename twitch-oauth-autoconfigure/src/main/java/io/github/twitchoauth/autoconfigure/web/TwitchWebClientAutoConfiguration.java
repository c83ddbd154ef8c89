package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.autoconfigure.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration for a {@link WebClient} that is logged in to Twitch.
 */
@AutoConfiguration(after = { TwitchHelixAutoConfiguration.class, WebClientAutoConfiguration.class })
@Lazy
@ConditionalOnBean(HelixAuthorization.class)
public final class TwitchWebClientAutoConfiguration {

	static final String QUALIFIER = "twitch";

	@Bean
	TwitchConnections twitchConnections(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		return new TwitchConnections(connectorBuilder, requestFactoryBuilder, settings, sslBundles);
	}

	@Bean(defaultCandidate = false)
	@Qualifier(QUALIFIER)
	@ConditionalOnMissingTwitchClient(type = WebClient.class, name = "twitchWebClient")
	WebClient twitchWebClient(ObjectProvider<WebClient.Builder> builder,
			ObjectProvider<WebClientCustomizer> customizers, TwitchConnections connections,
			HelixAuthorization authorization, TwitchExchangeFilterFunction filter) {
		return builder.getIfUnique(() -> newBuilder(customizers))
			.clone()
			.clientConnector(connections.connector(null))
			.baseUrl(authorization.helixUri().toString())
			.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(false))
			.filter(filter)
			.build();
	}

	private static WebClient.Builder newBuilder(ObjectProvider<WebClientCustomizer> customizers) {
		WebClient.Builder builder = WebClient.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
