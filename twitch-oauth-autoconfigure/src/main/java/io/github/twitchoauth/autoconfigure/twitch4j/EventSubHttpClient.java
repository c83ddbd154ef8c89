package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.twitch4j.EventSubSocket;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;

/**
 * The connections to EventSub. They take SSL, proxy and connect time-out from the
 * application; how long they may be silent is for EventSub to say.
 */
final class EventSubHttpClient {

	private EventSubHttpClient() {
	}

	static HttpClient create(HttpClientSettings settings) {
		return new ReactorHttpClientBuilder().withHttpClientFactory(EventSubSocket::newHttpClient)
			.build(settings.withTimeouts(settings.connectTimeout(), null).withRedirects(HttpRedirects.DONT_FOLLOW))
			.disableRetry(true)
			.wiretap(false);
	}

}
