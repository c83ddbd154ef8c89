package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * A request body that is sent a second time byte for byte. Asking its source again would
 * not do: a {@code Flux} that can be subscribed to once is half empty by then, and does
 * not always say so.
 */
final class RecordedBody implements BodyInserter<Object, ClientHttpRequest> {

	static final int MAX_SIZE = 256 * 1024;

	private final BodyInserter<?, ? super ClientHttpRequest> source;

	private volatile @Nullable Recording recording;

	RecordedBody(BodyInserter<?, ? super ClientHttpRequest> source) {
		this.source = source;
	}

	@Override
	public Mono<Void> insert(ClientHttpRequest request, Context context) {
		Recording recorded = this.recording;
		if (recorded != null && recorded.isWhole()) {
			return recorded.writeTo(request);
		}
		return this.source.insert(record(request), context);
	}

	/**
	 * Record what is written to a request.
	 * @param request the request
	 * @return the request to write to instead
	 */
	ClientHttpRequest record(ClientHttpRequest request) {
		Recording started = new Recording();
		this.recording = started;
		return new RecordedRequest(request, started);
	}

	boolean isRepeatable() {
		Recording recorded = this.recording;
		return recorded != null && recorded.isWhole();
	}

	/**
	 * What has been sent.
	 */
	private static final class Recording {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

		// Null if there is no body.
		private @Nullable HttpHeaders contentHeaders;

		private boolean tooLong;

		// Open publishers, of which writeAndFlushWith has many at a time.
		private final AtomicInteger open = new AtomicInteger();

		private volatile boolean complete;

		void writing(HttpHeaders headers) {
			HttpHeaders contentHeaders = new HttpHeaders();
			headers.forEach((name, values) -> {
				if (name.regionMatches(true, 0, "Content-", 0, 8)) {
					contentHeaders.put(name, values);
				}
			});
			this.contentHeaders = contentHeaders;
		}

		// Some HTTP clients repeat a request by themselves if its connection was stale.
		void restart() {
			this.bytes.reset();
			this.open.set(0);
			this.complete = false;
			this.tooLong = false;
		}

		void add(DataBuffer buffer) {
			int length = buffer.readableByteCount();
			this.tooLong = this.tooLong || this.bytes.size() + length > MAX_SIZE;
			if (this.tooLong) {
				this.bytes.reset();
				return;
			}
			byte[] copy = new byte[length];
			buffer.toByteBuffer(buffer.readPosition(), ByteBuffer.wrap(copy), 0, length);
			this.bytes.writeBytes(copy);
		}

		void opened() {
			this.open.incrementAndGet();
		}

		void closed() {
			if (this.open.decrementAndGet() == 0) {
				this.complete = true;
			}
		}

		boolean isWhole() {
			return this.complete && !this.tooLong;
		}

		Mono<Void> writeTo(ClientHttpRequest request) {
			if (this.contentHeaders == null) {
				return request.setComplete();
			}
			request.getHeaders().putAll(this.contentHeaders);
			return request.writeWith(Mono.fromSupplier(() -> request.bufferFactory().wrap(this.bytes.toByteArray())));
		}

	}

	/**
	 * Takes down what is written to the request.
	 */
	private static final class RecordedRequest extends ClientHttpRequestDecorator {

		private final Recording recording;

		RecordedRequest(ClientHttpRequest request, Recording recording) {
			super(request);
			this.recording = recording;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			this.recording.writing(getHeaders());
			// What is no stream is not to be sent in chunks, so it remains a Mono.
			if (body instanceof Mono<? extends DataBuffer> mono) {
				return super.writeWith(mono.doOnSubscribe((ignored) -> restart())
					.doOnNext(this.recording::add)
					.doOnSuccess((ignored) -> this.recording.closed()));
			}
			return super.writeWith(record(body).doOnSubscribe((ignored) -> restart()));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			this.recording.writing(getHeaders());
			return super.writeAndFlushWith(Flux.from(body).doOnSubscribe((ignored) -> restart()).map((part) -> {
				this.recording.opened();
				return record(part);
			}).doOnComplete(this.recording::closed));
		}

		@Override
		public Mono<Void> setComplete() {
			restart();
			this.recording.closed();
			return super.setComplete();
		}

		private void restart() {
			this.recording.restart();
			this.recording.opened();
		}

		private Flux<? extends DataBuffer> record(Publisher<? extends DataBuffer> part) {
			return Flux.from(part).doOnNext(this.recording::add).doOnComplete(this.recording::closed);
		}

	}

}
