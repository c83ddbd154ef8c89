package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.util.List;
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
 * A response whose body has been read, but not for the last time.
 *
 * @param response the response, with its whole body
 * @param answer what can be judged, or {@code null} if the body is too long for that
 */
record PeekedResponse(ClientResponse response, @Nullable HelixAnswer answer) {

	static Mono<PeekedResponse> of(ClientResponse response) {
		return Flux.defer(() -> inParts(response.body(BodyExtractors.toDataBuffers())))
			.switchOnFirst((first, parts) -> onFirst(response, first, parts), false)
			.single();
	}

	// The first part is either the whole body, or too long.
	private static Flux<List<DataBuffer>> inParts(Flux<DataBuffer> body) {
		int[] length = new int[1];
		return body.bufferUntil((buffer) -> {
			length[0] = Math.min(length[0] + buffer.readableByteCount(), HelixAnswer.MAX_BODY_SIZE + 1);
			return length[0] > HelixAnswer.MAX_BODY_SIZE;
		}).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static Mono<PeekedResponse> onFirst(ClientResponse response, Signal<? extends List<DataBuffer>> first,
			Flux<List<DataBuffer>> parts) {
		Throwable failure = first.getThrowable();
		if (failure != null) {
			return Mono.error(failure);
		}
		List<DataBuffer> part = first.get();
		if (part != null && part.stream().mapToLong(DataBuffer::readableByteCount).sum() > HelixAnswer.MAX_BODY_SIZE) {
			Flux<DataBuffer> body = parts.concatMapIterable(Function.identity());
			return Mono.just(new PeekedResponse(response.mutate().body((read) -> body).build(), null));
		}
		return Mono.just(whole(response, (part != null) ? bytes(part) : new byte[0]));
	}

	private static PeekedResponse whole(ClientResponse response, byte[] bytes) {
		Flux<DataBuffer> body = Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)));
		return new PeekedResponse(response.mutate().body((read) -> body).build(),
				new HelixAnswer(response.statusCode().value(), response.headers().asHttpHeaders(), bytes));
	}

	private static byte[] bytes(List<DataBuffer> part) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (DataBuffer buffer : part) {
			byte[] copy = new byte[buffer.readableByteCount()];
			buffer.read(copy);
			bytes.writeBytes(copy);
			DataBufferUtils.release(buffer);
		}
		return bytes.toByteArray();
	}

}
