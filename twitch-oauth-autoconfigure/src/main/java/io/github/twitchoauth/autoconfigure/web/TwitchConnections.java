package io.github.twitchoauth.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsPropertyMapper;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.ClassUtils;

/**
 * Connections with the application's settings, except that redirects are not followed, as
 * the HTTP clients underneath differ in whether they take the token along, and that no
 * answer leads to a repetition.
 */
final class TwitchConnections {

	private static final boolean HTTP_COMPONENTS = ClassUtils.isPresent(
			"org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy",
			TwitchConnections.class.getClassLoader());

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder;

	private final ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder;

	private final HttpClientSettingsPropertyMapper settings;

	TwitchConnections(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles) {
		this.connectorBuilder = connectorBuilder;
		this.requestFactoryBuilder = requestFactoryBuilder;
		this.settings = new HttpClientSettingsPropertyMapper(sslBundles.getIfAvailable(), settings.getIfAvailable());
	}

	ClientHttpConnector connector(@Nullable HttpClientProperties properties) {
		ClientHttpConnectorBuilder<?> builder = this.connectorBuilder
			.getIfAvailable(ClientHttpConnectorBuilder::detect);
		return (HTTP_COMPONENTS ? HttpComponentsRetries.disableInConnector(builder) : builder)
			.build(settings(properties));
	}

	ClientHttpRequestFactory requestFactory(@Nullable HttpClientProperties properties) {
		ClientHttpRequestFactoryBuilder<?> builder = this.requestFactoryBuilder
			.getIfAvailable(ClientHttpRequestFactoryBuilder::detect);
		return (HTTP_COMPONENTS ? HttpComponentsRetries.disableInRequestFactory(builder) : builder)
			.build(settings(properties));
	}

	private HttpClientSettings settings(@Nullable HttpClientProperties properties) {
		return this.settings.map(properties).withRedirects(HttpRedirects.DONT_FOLLOW);
	}

}
