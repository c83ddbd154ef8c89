package io.github.twitchoauth.endpoint;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * An answer, as far as it has been received. The body is not read by a codec, because
 * codecs refuse an answer whose content type cannot be parsed, and a token would be lost
 * with it.
 */
final class ReceivedAnswer {

	static final int MAX_BODY_SIZE = 256 * 1024;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private final Instant askedAt;

	private volatile @Nullable ClientResponse response;

	private byte last;

	/**
	 * Create an answer of which nothing has been received.
	 * @param askedAt when the request was made
	 */
	ReceivedAnswer(Instant askedAt) {
		this.askedAt = askedAt;
	}

	/**
	 * Receive an answer.
	 * @param response the answer, whose body has not been read
	 * @param awaitEnd whether to wait for the announced end of the body, so that the
	 * connection can be used again. Without that, an answer is over when it is complete
	 * @return the answer
	 */
	Mono<HttpAnswer> receive(ClientResponse response, boolean awaitEnd) {
		this.response = response;
		Flux<DataBuffer> buffers = response.body(BodyExtractors.toDataBuffers()).doOnNext(this::append);
		return (awaitEnd ? buffers : buffers.takeUntil((buffer) -> this.last == '}' && isComplete())).then()
			.then(Mono.fromSupplier(() -> answer(response)));
	}

	/**
	 * Return the answer that an exchange has brought although it has failed: one whose
	 * body is complete JSON, or one without a body if its status is no success. A token
	 * may be in the part that is missing of a success only.
	 * @return the answer, or empty if something is missing
	 */
	Mono<HttpAnswer> complete() {
		ClientResponse received = this.response;
		if (received == null) {
			return Mono.empty();
		}
		if (isComplete()) {
			return Mono.just(answer(received));
		}
		return received.statusCode().is2xxSuccessful() ? Mono.empty() : Mono.just(answer(received, new byte[0]));
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status, or 0 if there is no answer
	 */
	int status() {
		ClientResponse received = this.response;
		return (received != null) ? received.statusCode().value() : 0;
	}

	private boolean isComplete() {
		return JsonBody.parse(this.body.toByteArray(), this.askedAt) != null;
	}

	private HttpAnswer answer(ClientResponse received) {
		return answer(received, this.body.toByteArray());
	}

	private HttpAnswer answer(ClientResponse received, byte[] body) {
		return new HttpAnswer(this.askedAt, received.statusCode().value(), received.headers().asHttpHeaders(), body);
	}

	private void append(DataBuffer buffer) {
		try {
			if (buffer.readableByteCount() > MAX_BODY_SIZE - this.body.size()) {
				throw new DataBufferLimitException("More than " + MAX_BODY_SIZE + " bytes");
			}
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			this.body.writeBytes(bytes);
			for (byte character : bytes) {
				this.last = (character > ' ') ? character : this.last;
			}
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

}
