package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;

/**
 * What has been sent of a request body, up to a maximum.
 */
final class BodyRecording {

	static final int MAX_SIZE = 256 * 1024;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

	private @Nullable HttpHeaders contentHeaders;

	// Publishers that have not completed, of which writeAndFlushWith has many at a time.
	private int open = 1;

	private boolean tooLong;

	/**
	 * Note that there is a body.
	 * @param headers the request's headers, of which those of the body are kept
	 */
	synchronized void describe(HttpHeaders headers) {
		HttpHeaders content = new HttpHeaders();
		headers.forEach((name, values) -> {
			if (name.regionMatches(true, 0, "Content-", 0, 8)) {
				content.put(name, values);
			}
		});
		this.contentHeaders = content;
	}

	// Some HTTP clients send a request again by themselves if its connection was stale.
	synchronized void restart() {
		this.bytes.reset();
		this.open = 1;
		this.tooLong = false;
	}

	synchronized void withoutBody() {
		this.open = 0;
	}

	synchronized void add(DataBuffer buffer) {
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

	synchronized void opened() {
		this.open++;
	}

	synchronized void closed() {
		this.open--;
	}

	// A client that knows the length need not wait for the publisher's completion.
	synchronized boolean isWhole() {
		return !this.tooLong && (this.open == 0
				|| (this.contentHeaders != null && this.contentHeaders.getContentLength() == this.bytes.size()));
	}

	Mono<Void> writeTo(ClientHttpRequest request) {
		if (this.contentHeaders == null) {
			return request.setComplete();
		}
		request.getHeaders().putAll(this.contentHeaders);
		return request.writeWith(Mono.fromSupplier(() -> request.bufferFactory().wrap(this.bytes.toByteArray())));
	}

}
