package io.github.twitchoauth.autoconfigure.web;

import java.net.http.HttpClient.Redirect;

import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * What holds for connections that carry a token, whatever the application's customizers
 * say: no redirect is followed, as the HTTP clients differ in whether they take the token
 * along, nothing writes the headers down, and no answer leads to a repetition. A builder
 * that cannot be held to this is refused.
 */
final class ConnectionRules {

	private ConnectionRules() {
	}

	static ClientHttpConnectorBuilder<?> enforceOnConnector(ClientHttpConnectorBuilder<?> builder) {
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return reactor.withHttpClientCustomizer(ConnectionRules::enforce);
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return jetty.withHttpClientCustomizer(JettyRules::enforce);
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return httpComponents.withHttpClientCustomizer(HttpComponentsRules::enforce);
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return jdk.withHttpClientCustomizer((httpClient) -> httpClient.followRedirects(Redirect.NEVER));
		}
		throw refused("ClientHttpConnectorBuilder", "WebClient", builder);
	}

	static ClientHttpRequestFactoryBuilder<?> enforceOnRequestFactory(ClientHttpRequestFactoryBuilder<?> builder) {
		if (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			return httpComponents.withHttpClientCustomizer(HttpComponentsRules::enforce)
				.withCustomizer(HttpComponentsRules::enforce);
		}
		if (builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return jetty.withHttpClientCustomizer(JettyRules::enforce);
		}
		if (builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			return reactor.withHttpClientCustomizer(ConnectionRules::enforce);
		}
		if (builder instanceof JdkClientHttpRequestFactoryBuilder jdk) {
			return jdk.withHttpClientCustomizer((httpClient) -> httpClient.followRedirects(Redirect.NEVER));
		}
		// Its customizers have no access to redirects.
		if (builder instanceof SimpleClientHttpRequestFactoryBuilder) {
			return builder;
		}
		throw refused("ClientHttpRequestFactoryBuilder", "RestClient", builder);
	}

	private static HttpClient enforce(HttpClient httpClient) {
		return httpClient.followRedirect(false).wiretap(false);
	}

	private static IllegalStateException refused(String type, String client, Object builder) {
		return new IllegalStateException("The application's " + type + " is a " + builder.getClass().getName()
				+ ", which cannot be kept from following redirects, and a Twitch token must not go along. Start from "
				+ "one of those that " + type + " has methods for, and use its method 'withHttpClientCustomizer'. "
				+ "Otherwise define a " + client + " of your own that is qualified with 'twitch'");
	}

}
