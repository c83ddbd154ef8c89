package io.github.twitchoauth.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Sends one request and waits for the whole answer, within limits of time and size.
 */
final class HttpTransport {

	private static final int MAX_BODY_SIZE = 256 * 1024;

	private final WebClient webClient;

	private final Duration requestTimeout;

	HttpTransport(WebClient.Builder builder, Duration requestTimeout) {
		this.webClient = builder.codecs((codecs) -> codecs.defaultCodecs().enableLoggingRequestDetails(false)).build();
		this.requestTimeout = requestTimeout;
	}

	// Whatever goes wrong before the end of the answer leaves open whether the server
	// acted, so every exception is an undetermined outcome.
	Mono<Outcome<HttpAnswer>> exchange(Function<WebClient, RequestHeadersSpec<?>> request) {
		return released(() -> request.apply(this.webClient)
			.accept(MediaType.APPLICATION_JSON)
			.exchangeToMono(HttpTransport::wholeAnswer)
			.timeout(this.requestTimeout)
			.<Outcome<HttpAnswer>>map(Success::new)
			.onErrorResume(Exception.class, (ex) -> Mono.just(noAnswer(ex))));
	}

	// Operators hold on to what is upstream until they are done themselves. A login that
	// waits for its approval would so keep the whole exchange that brought its code.
	private static <T> Mono<T> released(Supplier<Mono<T>> exchange) {
		return Mono.create((sink) -> sink.onDispose(
				exchange.get().subscribe(sink::success, sink::error, sink::success, Context.of(sink.contextView()))));
	}

	// Not by a codec: those refuse an answer whose content type cannot be parsed, and
	// with it a token.
	private static Mono<HttpAnswer> wholeAnswer(ClientResponse response) {
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_BODY_SIZE)
			.map(HttpTransport::bytes)
			.defaultIfEmpty(new byte[0])
			.map((body) -> new HttpAnswer(response.statusCode().value(), response.headers().asHttpHeaders(), body));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	// WebClient's own exceptions carry headers and bodies, so they go no further than
	// here.
	private Undetermined<HttpAnswer> noAnswer(Exception ex) {
		if (ex instanceof TimeoutException) {
			return new Undetermined<>("did not answer within " + this.requestTimeout.toMillis() + " ms", null, null);
		}
		if (ex instanceof DataBufferLimitException) {
			return new Undetermined<>("answered with more than " + MAX_BODY_SIZE + " bytes", null, null);
		}
		Throwable cause = (ex instanceof WebClientRequestException && ex.getCause() != null) ? ex.getCause() : ex;
		if (cause instanceof IOException) {
			return broken(cause);
		}
		return new Undetermined<>("gave no usable answer (" + cause.getClass().getSimpleName() + ")", null, null);
	}

	private static Undetermined<HttpAnswer> broken(Throwable cause) {
		String detail = " (" + SafeText.of(cause.toString(), List.of()) + ")";
		Undetermined<HttpAnswer> outcome = new Undetermined<>("could not be reached" + detail, null, cause);
		return outcome.mayHaveActed() ? new Undetermined<>("broke the connection" + detail, null, cause) : outcome;
	}

}
