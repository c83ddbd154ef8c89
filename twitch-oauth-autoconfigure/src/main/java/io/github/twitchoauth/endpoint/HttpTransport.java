package io.github.twitchoauth.endpoint;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends one request and waits for the whole answer, within limits of time and size. The
 * time begins when the request is sent: waiting for a free connection does not count.
 */
final class HttpTransport {

	private final WebClient pooled;

	private final WebClient unpooled;

	private final Clock clock;

	/**
	 * Create a transport.
	 * @param pooled makes a client that reuses connections
	 * @param unpooled makes a client that opens a connection for each request
	 * @param clock tells the time
	 */
	HttpTransport(WebClient.Builder pooled, WebClient.Builder unpooled, Clock clock) {
		this.pooled = withoutHeadersInLogs(pooled);
		this.unpooled = withoutHeadersInLogs(unpooled);
		this.clock = clock;
	}

	private static WebClient withoutHeadersInLogs(WebClient.Builder builder) {
		return builder.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(false)).build();
	}

	/**
	 * Send a request.
	 * @param request the request
	 * @param timeout how long to wait for the answer
	 * @param onSent called when the request has a connection and is sent
	 * @return the outcome
	 */
	Mono<Outcome<HttpAnswer>> exchange(Function<WebClient, RequestHeadersSpec<?>> request, Duration timeout,
			Runnable onSent) {
		return exchange(this.pooled, (client) -> request.apply(client).httpRequest((written) -> onSent.run()), timeout);
	}

	/**
	 * Send a request that must not be repeated. It gets a connection of its own, as a
	 * pooled one may have been closed by the server without our knowing, and then nobody
	 * can tell whether the request has arrived.
	 * @param request the request
	 * @param timeout how long to wait for the answer
	 * @return the outcome
	 */
	Mono<Outcome<HttpAnswer>> exchangeOnce(Function<WebClient, RequestHeadersSpec<?>> request, Duration timeout) {
		return exchange(this.unpooled, request, timeout);
	}

	/**
	 * Send a request that does no harm when it is repeated: once more, on a connection of
	 * its own, if the first connection broke.
	 * @param request the request
	 * @param timeout how long to wait for the answer
	 * @return the outcome
	 */
	Mono<Outcome<HttpAnswer>> exchangeRepeatably(Function<WebClient, RequestHeadersSpec<?>> request, Duration timeout) {
		return exchange(this.pooled, request, timeout)
			.flatMap((outcome) -> isBroken(outcome) ? exchange(this.unpooled, request, timeout) : Mono.just(outcome));
	}

	private static boolean isBroken(Outcome<?> outcome) {
		return outcome instanceof Undetermined<?> unknown && unknown.mayHaveActed()
				&& unknown.cause() instanceof IOException;
	}

	// Whatever goes wrong before the end of the answer leaves open whether the server
	// acted, so every exception is an undetermined outcome.
	private Mono<Outcome<HttpAnswer>> exchange(WebClient client, Function<WebClient, RequestHeadersSpec<?>> request,
			Duration timeout) {
		return released(() -> {
			Sinks.Empty<Void> sent = Sinks.empty();
			ReceivedAnswer received = new ReceivedAnswer(this.clock.instant());
			return request.apply(client)
				.accept(MediaType.APPLICATION_JSON)
				.httpRequest((written) -> sent.tryEmitEmpty())
				.exchangeToMono((response) -> received.receive(response, client == this.pooled))
				.timeout(sent.asMono().then(AwakeDelay.of(timeout)),
						Mono.error(() -> new AnswerTimeoutException(timeout)))
				.onErrorResume(Exception.class, (ex) -> received.complete().switchIfEmpty(Mono.error(ex)))
				.<Outcome<HttpAnswer>>map(Success::new)
				.onErrorResume(DataBufferLimitException.class, (ex) -> Mono.just(tooLong(received.status())))
				.onErrorResume(Exception.class, (ex) -> Mono.just(noAnswer(ex, isSent(sent))));
		});
	}

	private static boolean isSent(Sinks.Empty<Void> sent) {
		return Boolean.TRUE.equals(sent.scan(Scannable.Attr.TERMINATED));
	}

	// Reactor operators keep a reference to what is upstream until they end themselves.
	// Without this step, a login that waits for its approval would keep the whole
	// exchange that brought its code.
	private static <T> Mono<T> released(Supplier<Mono<T>> exchange) {
		return Mono.create((sink) -> sink.onDispose(
				exchange.get().subscribe(sink::success, sink::error, sink::success, Context.of(sink.contextView()))));
	}

	private static Undetermined<HttpAnswer> tooLong(int status) {
		return new Undetermined<>("answered with more than " + ReceivedAnswer.MAX_BODY_SIZE + " bytes", null, null,
				status);
	}

	// WebClient's own exceptions carry headers and bodies, so they go no further than
	// here.
	private static Undetermined<HttpAnswer> noAnswer(Exception ex, boolean sent) {
		if (ex instanceof AnswerTimeoutException timeout) {
			return new Undetermined<>("did not answer within " + timeout.limit.toMillis() + " ms", null, null);
		}
		Throwable cause = (ex instanceof WebClientRequestException && ex.getCause() != null) ? ex.getCause() : ex;
		if (cause instanceof IOException) {
			return broken(cause);
		}
		return sent ? new Undetermined<>("gave no usable answer (" + cause.getClass().getSimpleName() + ")", null, null)
				: neverSent(cause);
	}

	// The connection pool has several exceptions for this, none of which is public.
	private static Undetermined<HttpAnswer> neverSent(Throwable cause) {
		String reason = "was not asked, because too many other requests of this application wait for a connection to it ("
				+ cause.getClass().getSimpleName() + ")";
		return new Undetermined<>(reason, null, new ConnectException("No connection was free"));
	}

	private static Undetermined<HttpAnswer> broken(Throwable cause) {
		String detail = " (" + SafeText.of(cause.toString(), List.of()) + ")";
		Undetermined<HttpAnswer> outcome = new Undetermined<>("could not be reached" + detail, null, cause);
		return outcome.mayHaveActed() ? new Undetermined<>("broke the connection" + detail, null, cause) : outcome;
	}

	private static final class AnswerTimeoutException extends TimeoutException {

		private final Duration limit;

		AnswerTimeoutException(Duration limit) {
			this.limit = limit;
		}

	}

}
