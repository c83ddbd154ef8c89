package io.github.twitchoauth.autoconfigure.twitch4j;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.twitchoauth.twitch4j.HelixRequests;
import io.github.twitchoauth.web.TwitchAccount;
import io.github.twitchoauth.web.TwitchExchangeFilterFunction;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * {@link HelixRequests} with the {@code twitch} {@link WebClient}.
 */
final class WebClientHelixRequests implements HelixRequests {

	// A page of Helix holds up to a hundred entries, more than the default allows.
	private static final int MAX_RESPONSE_SIZE = 16 * 1024 * 1024;

	private final WebClient authorized;

	private final WebClient anonymous;

	/**
	 * Create requests.
	 * @param webClient the client that is logged in
	 * @param timeout how long the whole answer may take. It does not count what a request
	 * waits before it is sent, for the rate limit or a new token
	 */
	WebClientHelixRequests(WebClient webClient, Duration timeout) {
		this.authorized = webClient.mutate().codecs((codecs) -> {
			codecs.defaultCodecs().maxInMemorySize(MAX_RESPONSE_SIZE);
			codecs.defaultCodecs().enableLoggingRequestDetails(false);
		}).filters((filters) -> filters.add(deadline(timeout))).build();
		this.anonymous = this.authorized.mutate()
			.filters((filters) -> filters.removeIf(TwitchExchangeFilterFunction.class::isInstance))
			.build();
	}

	private static ExchangeFilterFunction deadline(Duration timeout) {
		return (request, next) -> {
			Mono<ClientResponse> late = Mono.error(() -> new WebClientRequestException(
					new TimeoutException("no answer came within " + timeout.toMillis() + " ms"), request.method(),
					request.url(), request.headers()));
			return next.exchange(request)
				.timeout(timeout, late)
				.elapsed()
				.map((begun) -> endingBy(timeout.minusMillis(begun.getT1()), begun.getT2(), late));
		};
	}

	private static ClientResponse endingBy(Duration rest, ClientResponse response, Mono<?> late) {
		return response.mutate().body((body) -> body.takeUntilOther(Mono.delay(rest).then(late))).build();
	}

	@Override
	public WebClient.RequestBodyUriSpec authorized(String account, HttpMethod method) {
		WebClient.RequestBodyUriSpec request = this.authorized.method(method);
		request.attributes(TwitchAccount.account(account));
		return request;
	}

	@Override
	public WebClient.RequestBodyUriSpec anonymous(HttpMethod method) {
		return this.anonymous.method(method);
	}

}
