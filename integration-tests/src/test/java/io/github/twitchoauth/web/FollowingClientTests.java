package io.github.twitchoauth.web;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The token goes nowhere but to Helix, also if the application has set up its HTTP
 * clients to follow every redirect, and with the one of the JDK, which takes it along.
 */
class FollowingClientTests extends ForeignHostTests {

	@Override
	Class<?> configuration() {
		return Following.class;
	}

	@Override
	String[] properties() {
		return new String[] { "spring.http.clients.imperative.factory=jdk", "spring.http.clients.redirects=follow" };
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Following {

		@Bean
		ClientHttpConnectorBuilder<?> connectorBuilder() {
			return ClientHttpConnectorBuilder.jdk().withHttpClientCustomizer(Following::follow);
		}

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> requestFactoryCustomizer() {
			return (builder) -> builder.withHttpClientCustomizer(Following::follow);
		}

		private static void follow(HttpClient.Builder builder) {
			builder.followRedirects(Redirect.ALWAYS);
		}

	}

}
