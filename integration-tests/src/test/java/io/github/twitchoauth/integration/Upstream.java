package io.github.twitchoauth.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The server that a {@link ScriptedServer} stands in front of.
 */
final class Upstream {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String baseUrl;

	Upstream(String baseUrl) {
		this.baseUrl = baseUrl;
	}

	byte[] exchange(HttpRequest request) throws IOException {
		java.net.http.HttpRequest.Builder copy = java.net.http.HttpRequest
			.newBuilder(URI.create(this.baseUrl + request.path()))
			.method(request.method(), BodyPublishers.ofByteArray(request.body()));
		Stream.of("Content-Type", "Accept", "Authorization")
			.filter(request.headers()::containsKey)
			.forEach((name) -> copy.header(name, request.headers().get(name)));
		try {
			return bytes(this.client.send(copy.build(), BodyHandlers.ofByteArray()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	private static byte[] bytes(HttpResponse<byte[]> response) throws IOException {
		String head = "HTTP/1.1 " + response.statusCode()
				+ " Copied\r\nContent-Type: application/json\r\nContent-Length: " + response.body().length + "\r\n\r\n";
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(head.getBytes(StandardCharsets.US_ASCII));
		bytes.write(response.body());
		return bytes.toByteArray();
	}

}
