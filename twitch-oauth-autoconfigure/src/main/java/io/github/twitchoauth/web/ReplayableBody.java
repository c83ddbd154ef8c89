package io.github.twitchoauth.web;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * A request body that is sent a second time byte for byte. Asking its source again would
 * not do: a {@code Flux} that can be subscribed to once is half empty by then, and does
 * not always say so.
 */
final class ReplayableBody {

	private final BodyInserter<?, ? super ClientHttpRequest> source;

	private volatile @Nullable BodyRecording recording;

	ReplayableBody(BodyInserter<?, ? super ClientHttpRequest> source) {
		this.source = source;
	}

	Mono<Void> insert(ClientHttpRequest request, BodyInserter.Context context) {
		BodyRecording recorded = this.recording;
		if (recorded != null && recorded.isWhole()) {
			return recorded.writeTo(request);
		}
		BodyRecording started = new BodyRecording();
		this.recording = started;
		return this.source.insert(new RecordedRequest(request, started), context);
	}

	boolean isRepeatable() {
		BodyRecording recorded = this.recording;
		return recorded != null && recorded.isWhole();
	}

	/**
	 * Records what is written to a request. Publishers are hidden from operator fusion,
	 * because a fused one may end without a completion signal.
	 */
	private static final class RecordedRequest extends ClientHttpRequestDecorator {

		private final BodyRecording recording;

		RecordedRequest(ClientHttpRequest request, BodyRecording recording) {
			super(request);
			this.recording = recording;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			this.recording.describe(getHeaders());
			// A single buffer is sent with its length and not in chunks, so it has to
			// remain a Mono.
			if (body instanceof Mono<? extends DataBuffer> mono) {
				return super.writeWith(mono.hide()
					.doOnSubscribe((subscription) -> this.recording.restart())
					.doOnNext(this.recording::add)
					.doOnSuccess((buffer) -> this.recording.closed()));
			}
			return super.writeWith(record(body).doOnSubscribe((subscription) -> this.recording.restart()));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			this.recording.describe(getHeaders());
			return super.writeAndFlushWith(
					Flux.from(body).hide().doOnSubscribe((subscription) -> this.recording.restart()).map((part) -> {
						this.recording.opened();
						return record(part);
					}).doOnComplete(this.recording::closed));
		}

		@Override
		public Mono<Void> setComplete() {
			this.recording.withoutBody();
			return super.setComplete();
		}

		private Flux<? extends DataBuffer> record(Publisher<? extends DataBuffer> part) {
			return Flux.from(part).hide().doOnNext(this.recording::add).doOnComplete(this.recording::closed);
		}

	}

}
