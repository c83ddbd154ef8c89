package io.github.twitchoauth.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
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
 * Connectors and request factories with the application's settings that keep to the
 * {@link ConnectionRules}.
 */
final class TokenSafeConnectors {

	private final ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder;

	private final ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilder;

	private final HttpClientSettingsPropertyMapper settings;

	TokenSafeConnectors(ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
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

	/**
	 * Read what has been set on a builder, which Spring does not show.
	 * @param builder the builder of a {@code WebClient} or {@code RestClient}
	 * @param field name of the field
	 * @return its value, or {@code null} if it has not been set
	 */
	static @Nullable Object valueIn(Object builder, String field) {
		DirectFieldAccessor fields = new DirectFieldAccessor(builder);
		return fields.isReadableProperty(field) ? fields.getPropertyValue(field) : null;
	}

}
