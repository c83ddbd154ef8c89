package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration for a {@link WebClient} that is logged in to Twitch.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TwitchHelixAutoConfiguration.class, WebClientAutoConfiguration.class })
@Lazy
@ConditionalOnBean(HelixAuthorization.class)
public final class TwitchWebClientAutoConfiguration {

	static final String QUALIFIER = "twitch";

	@Bean
	TokenSafeConnectors twitchTokenSafeConnectors(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		return new TokenSafeConnectors(connectorBuilder, requestFactoryBuilder, settings, sslBundles);
	}

	@Bean
	WebClientConnection twitchWebClientConnection(TokenSafeConnectors connectors,
			ObjectProvider<ClientHttpConnector> connector, ConfigurableListableBeanFactory beanFactory) {
		return new WebClientConnection(connectors, connector, new ApplicationBeans(beanFactory));
	}

	@Bean(defaultCandidate = false)
	@Qualifier(QUALIFIER)
	@Conditional(OnMissingTwitchClientCondition.class)
	WebClient twitchWebClient(ObjectProvider<WebClient.Builder> builder,
			ObjectProvider<WebClientCustomizer> customizers, WebClientConnection connection,
			HelixAuthorization authorization, TwitchExchangeFilterFunction filter) {
		WebClient.Builder client = builder.getIfUnique(() -> newBuilder(customizers)).clone();
		connection.connect(client, null);
		return client.baseUrl(authorization.helixUri().toString()).filter(filter).build();
	}

	private static WebClient.Builder newBuilder(ObjectProvider<WebClientCustomizer> customizers) {
		WebClient.Builder builder = WebClient.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
