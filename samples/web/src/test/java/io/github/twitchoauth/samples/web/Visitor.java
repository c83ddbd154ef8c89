package io.github.twitchoauth.samples.web;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A visitor of the site, with a session.
 */
final class Visitor {

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private final URI site;

	Visitor(int port) {
		this.site = URI.create("http://localhost:" + port);
		HttpRequest watch = request("/account").header("Accept", "text/event-stream").build();
		this.client.sendAsync(watch, BodyHandlers.ofLines()).thenAccept((answer) -> add(answer.body()));
	}

	private void add(Stream<String> lines) {
		lines.filter((line) -> line.startsWith("data:")).forEach(this.events::add);
	}

	Collection<String> events() {
		return this.events;
	}

	String get(String path) throws Exception {
		return this.client.send(request(path).build(), BodyHandlers.ofString()).body();
	}

	JsonNode post(String path) throws Exception {
		HttpRequest post = request(path).POST(HttpRequest.BodyPublishers.noBody()).build();
		return JsonMapper.shared().readTree(this.client.send(post, BodyHandlers.ofString()).body());
	}

	String awaitState(String state) {
		return await("\"state\":\"" + state + "\"");
	}

	String awaitUser(String login) {
		return await("\"login\":\"" + login + "\"");
	}

	private String await(String text) {
		return Awaitility.await()
			.until(() -> this.events.stream().filter((event) -> event.contains(text)).findFirst().orElse(""),
					(event) -> !event.isEmpty());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.site.resolve(path));
	}

}
