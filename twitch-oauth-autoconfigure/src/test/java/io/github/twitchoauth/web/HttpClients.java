package io.github.twitchoauth.web;

import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * All HTTP clients that Spring Boot has builders for, as they are, or following
 * redirects.
 */
final class HttpClients {

	private HttpClients() {
	}

	static Stream<Named<Supplier<ClientHttpConnector>>> connectors(HttpRedirects redirects) {
		return Stream.of("reactor", "jdk", "jetty", "httpComponents")
			.map((name) -> Named.of(name, () -> builder(name).build(settings(redirects))));
	}

	static Stream<Named<Supplier<ClientHttpRequestFactory>>> requestFactories(HttpRedirects redirects) {
		return Stream.of("reactor", "jdk", "jetty", "httpComponents", "simple")
			.map((name) -> Named.of(name, () -> factoryBuilder(name).build(settings(redirects))));
	}

	private static ClientHttpConnectorBuilder<?> builder(String name) {
		return switch (name) {
			case "reactor" -> ClientHttpConnectorBuilder.reactor();
			case "jdk" -> ClientHttpConnectorBuilder.jdk();
			case "jetty" -> ClientHttpConnectorBuilder.jetty();
			default -> ClientHttpConnectorBuilder.httpComponents();
		};
	}

	private static ClientHttpRequestFactoryBuilder<?> factoryBuilder(String name) {
		return switch (name) {
			case "reactor" -> ClientHttpRequestFactoryBuilder.reactor();
			case "jdk" -> ClientHttpRequestFactoryBuilder.jdk();
			case "jetty" -> ClientHttpRequestFactoryBuilder.jetty();
			case "simple" -> ClientHttpRequestFactoryBuilder.simple();
			default -> ClientHttpRequestFactoryBuilder.httpComponents();
		};
	}

	private static HttpClientSettings settings(HttpRedirects redirects) {
		return HttpClientSettings.defaults().withRedirects(redirects);
	}

}
