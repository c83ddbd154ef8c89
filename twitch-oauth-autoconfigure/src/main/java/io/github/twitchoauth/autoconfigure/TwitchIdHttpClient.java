package io.github.twitchoauth.autoconfigure;

import java.time.Duration;

import io.github.twitchoauth.endpoint.IdRequestObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
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
 * requests would present a refresh token twice, one that logs would log it. Its read
 * time-out is not taken either: it would give up the answer to a refresh.
 */
final class TwitchIdHttpClient implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 500;

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	// An application may have thousands of requests to send at the same moment.
	private static final Duration LONGEST_QUEUE = Duration.ofMinutes(1);

	private final ConnectionProvider connections;

	private final ClientHttpConnector pooled;

	private final ClientHttpConnector unpooled;

	TwitchIdHttpClient(HttpClientSettings settings, Duration requestTimeout) {
		this.connections = ConnectionProvider.builder("twitch-oauth")
			.maxConnections(MAX_CONNECTIONS)
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(LONGEST_QUEUE)
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(MAX_IDLE_TIME)
			.build();
		HttpClientSettings own = settings.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withTimeouts(connectTimeout(settings, requestTimeout), null);
		this.pooled = connector(this.connections, own, requestTimeout);
		this.unpooled = connector(ConnectionProvider.newConnection(), own, requestTimeout);
	}

	private static Duration connectTimeout(HttpClientSettings settings, Duration requestTimeout) {
		Duration timeout = settings.connectTimeout();
		return (timeout != null && timeout.compareTo(requestTimeout) < 0) ? timeout : requestTimeout;
	}

	private static ClientHttpConnector connector(ConnectionProvider connections, HttpClientSettings settings,
			Duration handshakeTimeout) {
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(connections))
			.withHttpClientCustomizer((httpClient) -> httpClient.disableRetry(true)
				.wiretap(false)
				.doOnChannelInit((observer, channel, address) -> limitHandshake(channel, handshakeTimeout)))
			.build(settings);
	}

	// The time-out of the exchange begins when the request is sent, after the handshake.
	private static void limitHandshake(Channel channel, Duration timeout) {
		SslHandler handler = channel.pipeline().get(SslHandler.class);
		if (handler != null) {
			handler.setHandshakeTimeoutMillis(timeout.toMillis());
		}
	}

	WebClient.Builder pooled(ObservationRegistry registry) {
		return builder(this.pooled, registry);
	}

	/**
	 * Return a client that opens a connection for each request.
	 * @param registry takes the observations of requests
	 * @return its builder
	 */
	WebClient.Builder unpooled(ObservationRegistry registry) {
		return builder(this.unpooled, registry);
	}

	private static WebClient.Builder builder(ClientHttpConnector connector, ObservationRegistry registry) {
		return WebClient.builder()
			.clientConnector(connector)
			.observationRegistry(registry)
			.observationConvention(new IdRequestObservationConvention());
	}

	// The event loops may have ended before, and the connections with them.
	@Override
	public void close() {
		this.connections.disposeLater().onErrorComplete().subscribe();
	}

}
