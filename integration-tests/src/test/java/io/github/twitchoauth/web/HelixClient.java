package io.github.twitchoauth.web;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The two clients, to be put through the same.
 */
enum HelixClient {

	WEB_CLIENT {

		@Override
		ResponseEntity<String> send(HelixApplication application, HttpMethod method, String uri, String account,
				@Nullable Object body) {
			WebClient.RequestBodySpec request = application.bean("twitchWebClient", WebClient.class)
				.method(method)
				.uri(uri)
				.attributes(TwitchAccount.account(account));
			if (body != null) {
				request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
			}
			return request.exchangeToMono((response) -> response.toEntity(String.class)).block(PATIENCE);
		}

	},

	REST_CLIENT {

		@Override
		ResponseEntity<String> send(HelixApplication application, HttpMethod method, String uri, String account,
				@Nullable Object body) {
			RestClient.RequestBodySpec request = application.bean("twitchRestClient", RestClient.class)
				.method(method)
				.uri(uri)
				.attributes(TwitchAccount.account(account));
			if (body != null) {
				request.contentType(MediaType.APPLICATION_JSON).body(body);
			}
			return request.retrieve().onStatus((status) -> true, (sent, response) -> {
			}).toEntity(String.class);
		}

	};

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	abstract ResponseEntity<String> send(HelixApplication application, HttpMethod method, String uri, String account,
			@Nullable Object body);

	ResponseEntity<String> get(HelixApplication application, String uri) {
		return send(application, HttpMethod.GET, uri, "default", null);
	}

	ResponseEntity<String> post(HelixApplication application, String uri, Object body) {
		return send(application, HttpMethod.POST, uri, "default", body);
	}

}
