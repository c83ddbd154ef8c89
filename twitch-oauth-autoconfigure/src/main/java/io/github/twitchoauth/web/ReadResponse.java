package io.github.twitchoauth.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body has been read to judge it, and can be read again by the caller. A
 * body that breaks off or does not end in time is cut there, and the status alone counts.
 */
final class ReadResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final byte[] head;

	private final Ending ending;

	private ReadResponse(ClientHttpResponse response, byte[] head, Ending ending) {
		this.response = response;
		this.head = head;
		this.ending = ending;
	}

	// On a thread of its own, because HttpURLConnection cannot be kept from waiting for
	// the rest of a body: its stream can only be closed between two reads.
	static Mono<ReadResponse> of(ClientHttpResponse response) {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		return Mono.fromCallable(() -> read(response.getBody(), head))
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorReturn(Ending.BROKEN_OFF)
			.timeout(HelixAnswer.BODY_TIMEOUT, Mono.fromSupplier(() -> abandoned(response)))
			.onErrorReturn(Ending.BROKEN_OFF)
			.doOnCancel(() -> abandoned(response))
			.map((ending) -> new ReadResponse(response, head.toByteArray(), ending));
	}

	private static Ending abandoned(ClientHttpResponse response) {
		Schedulers.boundedElastic().schedule(() -> closeBody(response));
		return Ending.TIMED_OUT;
	}

	private static Ending read(InputStream body, ByteArrayOutputStream head) throws IOException {
		for (int next = body.read(); next != -1; next = body.read()) {
			head.write(next);
			if (head.size() > HelixAnswer.MAX_BODY_SIZE) {
				return Ending.TOO_LONG;
			}
		}
		return Ending.WHOLE;
	}

	// Closing the response would first read the rest of the body.
	private static void closeBody(ClientHttpResponse response) {
		try {
			response.getBody().close();
		}
		catch (IOException | RuntimeException ex) {
			// The connection has failed, so there is nothing left to close.
		}
	}

	// Null if the body is too long to judge by.
	@Nullable HelixAnswer answer() throws IOException {
		if (this.ending == Ending.TOO_LONG) {
			return null;
		}
		return new HelixAnswer(getStatusCode().value(), getHeaders(),
				(this.ending == Ending.WHOLE) ? this.head : new byte[0]);
	}

	@Override
	public InputStream getBody() throws IOException {
		InputStream start = new ByteArrayInputStream(this.head);
		return (this.ending == Ending.TOO_LONG) ? new SequenceInputStream(start, this.response.getBody()) : start;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		HelixAnswer answer = answer();
		String original = this.response.getStatusText();
		return (answer != null) ? answer.statusText(original) : original;
	}

	@Override
	public void close() {
		if (this.ending != Ending.TIMED_OUT) {
			closeBody(this.response);
			this.response.close();
		}
	}

	private enum Ending {

		WHOLE, TOO_LONG, BROKEN_OFF, TIMED_OUT

	}

}
