package io.github.twitchoauth.autoconfigure.web;

import io.github.twitchoauth.web.HelixAuthorization;
import io.github.twitchoauth.web.TwitchClientHttpRequestInterceptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration for a {@link RestClient} that is logged in to Twitch.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TwitchWebClientAutoConfiguration.class,
		afterName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration")
@Lazy
@ConditionalOnClass(RestClientAutoConfiguration.class)
@ConditionalOnBean(HelixAuthorization.class)
public final class TwitchRestClientAutoConfiguration {

	@Bean(defaultCandidate = false)
	@Qualifier(TwitchWebClientAutoConfiguration.QUALIFIER)
	@Conditional(OnMissingTwitchClientCondition.class)
	RestClient twitchRestClient(ObjectProvider<RestClient.Builder> builder,
			ObjectProvider<RestClientCustomizer> customizers, ConfigurableListableBeanFactory beanFactory,
			TokenSafeConnectors connectors, HelixAuthorization authorization,
			TwitchClientHttpRequestInterceptor interceptor) {
		RestClient.Builder own = new ApplicationBeans(beanFactory).contain(RestClient.Builder.class)
				? builder.getIfUnique() : null;
		RestClient.Builder client = (own != null) ? own.clone() : RestClient.builder();
		if (own == null || TokenSafeConnectors.valueIn(client, "requestFactory") == null) {
			client.requestFactory(connectors.requestFactory(null));
		}
		if (own == null) {
			customizers.orderedStream().forEach((customizer) -> customizer.customize(client));
		}
		return client.baseUrl(authorization.helixUri()).requestInterceptor(interceptor).build();
	}

}
