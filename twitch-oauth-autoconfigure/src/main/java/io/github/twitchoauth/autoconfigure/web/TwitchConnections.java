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

/**
 * Connections with the application's settings, and by the {@link ConnectionRules}.
 */
final class TwitchConnections {

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
		return ConnectionRules
			.enforceOnConnector(this.connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect))
			.build(settings(properties));
	}

	ClientHttpRequestFactory requestFactory(@Nullable HttpClientProperties properties) {
		return ConnectionRules
			.enforceOnRequestFactory(this.requestFactoryBuilder.getIfAvailable(ClientHttpRequestFactoryBuilder::detect))
			.build(settings(properties));
	}

	private HttpClientSettings settings(@Nullable HttpClientProperties properties) {
		return this.settings.map(properties).withRedirects(HttpRedirects.DONT_FOLLOW);
	}

}
