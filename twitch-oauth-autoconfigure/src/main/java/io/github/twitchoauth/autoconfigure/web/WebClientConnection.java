package io.github.twitchoauth.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.autoconfigure.HttpClientProperties;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Connects a {@link WebClient}. A connector that the application has set is kept. The one
 * that Spring Boot shares among all clients is replaced, because it follows redirects.
 */
final class WebClientConnection {

	private final TokenSafeConnectors connectors;

	private final ObjectProvider<ClientHttpConnector> shared;

	private final ApplicationBeans applicationBeans;

	WebClientConnection(TokenSafeConnectors connectors, ObjectProvider<ClientHttpConnector> shared,
			ApplicationBeans applicationBeans) {
		this.connectors = connectors;
		this.shared = shared;
		this.applicationBeans = applicationBeans;
	}

	void connect(WebClient.Builder builder, @Nullable HttpClientProperties properties) {
		Object connector = TokenSafeConnectors.valueIn(builder, "connector");
		if (connector == null || isSpringBoots(connector)) {
			builder.clientConnector(this.connectors.connector(properties));
		}
	}

	private boolean isSpringBoots(Object connector) {
		return connector == this.shared.getIfUnique() && !this.applicationBeans.contain(ClientHttpConnector.class);
	}

}
