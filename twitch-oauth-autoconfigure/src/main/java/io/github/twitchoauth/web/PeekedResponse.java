package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * A response whose body has been read to judge it, and can be read again by the caller. A
 * body that breaks off or does not end in time is cut there, and the status alone counts.
 *
 * @param response the response, with its whole body
 * @param answer what can be judged, or {@code null} if the body is too long for that
 */
record PeekedResponse(ClientResponse response, @Nullable HelixAnswer answer) {

	static Mono<PeekedResponse> of(ClientResponse response) {
		return Mono.defer(() -> new Peek(response).peek());
	}

	/**
	 * One reading of a body. Its buffers are copied at once, so that none is left to
	 * release.
	 */
	private static final class Peek {

		private final ClientResponse response;

		private final AtomicLong length = new AtomicLong();

		private volatile boolean cut;

		Peek(ClientResponse response) {
			this.response = response;
		}

		Mono<PeekedResponse> peek() {
			return this.response.body(BodyExtractors.toDataBuffers())
				.map(this::bytes)
				.onErrorResume(Exception.class, this::brokenOff)
				.takeUntilOther(patience())
				.bufferUntil((bytes) -> isTooLong())
				.switchOnFirst(this::onFirst, false)
				.single();
		}

		private byte[] bytes(DataBuffer buffer) {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			this.length.addAndGet(bytes.length);
			return bytes;
		}

		private boolean isTooLong() {
			return this.length.get() > HelixAnswer.MAX_BODY_SIZE;
		}

		private Mono<byte[]> brokenOff(Exception ex) {
			if (isTooLong()) {
				return Mono.error(ex);
			}
			this.cut = true;
			return Mono.empty();
		}

		private Mono<Long> patience() {
			return Mono.delay(HelixAnswer.BODY_TIMEOUT)
				.filter((tick) -> !isTooLong())
				.doOnNext((tick) -> this.cut = true)
				.switchIfEmpty(Mono.never());
		}

		// The first part is either the whole body, or too long.
		private Mono<PeekedResponse> onFirst(Signal<? extends List<byte[]>> first, Flux<List<byte[]>> parts) {
			Throwable failure = first.getThrowable();
			if (failure != null) {
				return Mono.error(failure);
			}
			if (isTooLong()) {
				return Mono.just(new PeekedResponse(with(parts.concatMapIterable(Function.identity())), null));
			}
			List<byte[]> part = first.get();
			return Mono.just(whole((part != null) ? joined(part) : new byte[0]));
		}

		private PeekedResponse whole(byte[] bytes) {
			HelixAnswer answer = new HelixAnswer(this.response.statusCode().value(),
					this.response.headers().asHttpHeaders(), this.cut ? new byte[0] : bytes);
			ClientResponse response = with(Flux.just(bytes));
			return new PeekedResponse(answer.lacksToken() ? new ExplainedResponse(response, answer) : response, answer);
		}

		private ClientResponse with(Flux<byte[]> body) {
			return this.response.mutate()
				.body((read) -> body.map(DefaultDataBufferFactory.sharedInstance::wrap))
				.build();
		}

		private static byte[] joined(List<byte[]> part) {
			ByteArrayOutputStream joined = new ByteArrayOutputStream();
			part.forEach(joined::writeBytes);
			return joined.toByteArray();
		}

	}

}
