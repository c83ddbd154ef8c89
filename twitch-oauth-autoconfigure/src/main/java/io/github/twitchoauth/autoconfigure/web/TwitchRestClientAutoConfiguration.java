package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchAccount;
import io.github.twitchoauth.web.TwitchClientHttpRequestFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration for a {@link RestClient} that is logged in to Twitch.
 */
@AutoConfiguration(after = TwitchWebClientAutoConfiguration.class,
		afterName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration")
@Lazy
@ConditionalOnClass(RestClientAutoConfiguration.class)
@ConditionalOnBean(HelixAuthorization.class)
public final class TwitchRestClientAutoConfiguration {

	@Bean(defaultCandidate = false)
	@Qualifier(TwitchWebClientAutoConfiguration.QUALIFIER)
	@ConditionalOnMissingTwitchClient(type = RestClient.class, name = "twitchRestClient")
	RestClient twitchRestClient(ObjectProvider<RestClient.Builder> builder,
			ObjectProvider<RestClientBuilderConfigurer> configurer, TwitchConnections connections,
			HelixAuthorization authorization) {
		return builder.getIfUnique(() -> newBuilder(configurer))
			.clone()
			.requestFactory(new TwitchClientHttpRequestFactory(connections.requestFactory(null), authorization))
			.requestInitializer(TwitchClientHttpRequestFactory::requireLogin)
			.baseUrl(authorization.helixUri())
			.defaultRequest((request) -> request.attributes(TwitchAccount.orDefault()))
			.build();
	}

	private static RestClient.Builder newBuilder(ObjectProvider<RestClientBuilderConfigurer> configurer) {
		return configurer.getIfAvailable(RestClientBuilderConfigurer::new).configure(RestClient.builder());
	}

}
