package io.github.twitchoauth.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body has been read, but not for the last time.
 */
final class ReadResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final byte[] head;

	private ReadResponse(ClientHttpResponse response, byte[] head) {
		this.response = response;
		this.head = head;
	}

	static ReadResponse of(ClientHttpResponse response) throws IOException {
		try {
			return new ReadResponse(response, response.getBody().readNBytes(HelixAnswer.MAX_BODY_SIZE + 1));
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	// Null if the body is too long to judge by.
	@Nullable HelixAnswer answer() throws IOException {
		return isWhole() ? new HelixAnswer(getStatusCode().value(), getHeaders(), this.head) : null;
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
		this.response.close();
	}

}
