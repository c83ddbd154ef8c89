package io.github.twitchoauth.autoconfigure;

import java.time.Duration;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The connections to the authorization server. They take SSL, proxy and connect time-out
 * from the application, but none of its WebClient customizers: a filter that repeats
 * requests would present a refresh token twice, one that logs would log it.
 */
final class TwitchIdHttpClient implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 500;

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private final ConnectionProvider connections;

	private final ClientHttpConnector connector;

	TwitchIdHttpClient(HttpClientSettings settings, Duration requestTimeout) {
		// Ten thousand logins may all poll at the same moment, so the queue for
		// connections has no limit but the request time-out.
		this.connections = ConnectionProvider.builder("twitch-oauth")
			.maxConnections(MAX_CONNECTIONS)
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(requestTimeout)
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(MAX_IDLE_TIME)
			.build();
		this.connector = ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(this.connections))
			.withHttpClientCustomizer((httpClient) -> httpClient.disableRetry(true).wiretap(false))
			.build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

	WebClient.Builder webClientBuilder() {
		return WebClient.builder().clientConnector(this.connector);
	}

	@Override
	public void close() {
		this.connections.dispose();
	}

}
