package io.github.twitchoauth.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body has been read, but not for the last time. A body that breaks off,
 * or does not end in time, ends there: without its words, the status still counts.
 */
final class ReadResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final byte[] head;

	private final boolean cut;

	private ReadResponse(ClientHttpResponse response, byte[] head, boolean cut) {
		this.response = response;
		this.head = head;
		this.cut = cut;
	}

	static ReadResponse of(ClientHttpResponse response) {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		AtomicBoolean cut = new AtomicBoolean();
		Disposable patience = Schedulers.boundedElastic().schedule(() -> {
			cut.set(true);
			closeBody(response);
		}, HelixAnswer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		try {
			read(response.getBody(), head);
		}
		catch (IOException | RuntimeException ex) {
			cut.set(true);
		}
		finally {
			patience.dispose();
		}
		return new ReadResponse(response, head.toByteArray(), cut.get());
	}

	private static void read(InputStream body, ByteArrayOutputStream head) throws IOException {
		for (int next = body.read(); next != -1; next = body.read()) {
			head.write(next);
			if (head.size() > HelixAnswer.MAX_BODY_SIZE) {
				return;
			}
		}
	}

	// To close the response would be to read on to the end of the body.
	private static void closeBody(ClientHttpResponse response) {
		try {
			response.getBody().close();
		}
		catch (IOException | RuntimeException ex) {
			// It has ended, which is all that matters.
		}
	}

	// Null if the body is too long to judge by.
	@Nullable HelixAnswer answer() throws IOException {
		return isWhole() ? new HelixAnswer(getStatusCode().value(), getHeaders(), this.cut ? new byte[0] : this.head)
				: null;
	}

	private boolean isWhole() {
		return this.head.length <= HelixAnswer.MAX_BODY_SIZE;
	}

	@Override
	public InputStream getBody() throws IOException {
		InputStream start = new ByteArrayInputStream(this.head);
		return isWhole() ? start : new SequenceInputStream(start, this.response.getBody());
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
		return this.response.getStatusText();
	}

	@Override
	public void close() {
		closeBody(this.response);
		this.response.close();
	}

}
