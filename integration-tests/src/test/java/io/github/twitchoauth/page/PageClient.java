package io.github.twitchoauth.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/**
 * A browser as far as cookies and forms go, which can send any header.
 */
final class PageClient {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Pattern HIDDEN_FIELD = Pattern
		.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">");

	private final HttpClient http;

	private final Map<String, String> headers = new LinkedHashMap<>();

	PageClient(int port) {
		this.http = HttpClient.newConnection().baseUrl("http://localhost:" + port).disableRetry(true);
		this.headers.put("Sec-Fetch-Site", "same-origin");
	}

	PageClient with(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	PageClient without(String name) {
		this.headers.remove(name);
		return this;
	}

	Answer get(String path) {
		return send("GET", path, "");
	}

	/**
	 * Post what a form of the page would post.
	 * @param path the form's action
	 * @return the answer
	 */
	Answer post(String path) {
		Matcher field = HIDDEN_FIELD.matcher(get("/twitch").body());
		return send("POST", path, field.find() ? field.group(1) + "=" + field.group(2) : "");
	}

	Answer send(String method, String path, String body) {
		return this.http.headers(this::set)
			.request(HttpMethod.valueOf(method))
			.uri(path)
			.send(ByteBufFlux.fromString(Mono.just(body)))
			.responseSingle((response, content) -> content.asString()
				.defaultIfEmpty("")
				.map((text) -> new Answer(response.status().code(), response.responseHeaders(), text)))
			.doOnNext(this::keepCookie)
			.block(PATIENCE);
	}

	/**
	 * Listen to a stream.
	 * @param path where it is
	 * @return its pieces, as they come
	 */
	Flux<String> listen(String path) {
		return this.http.headers(this::set)
			.get()
			.uri(path)
			.response((response, content) -> Flux.just(response.status() + " " + response.responseHeaders())
				.concatWith(content.asString()));
	}

	private void set(HttpHeaders request) {
		this.headers.forEach(request::set);
		request.set("Content-Type", "application/x-www-form-urlencoded");
	}

	private void keepCookie(Answer answer) {
		String cookie = answer.headers().get("Set-Cookie");
		if (cookie != null) {
			this.headers.put("Cookie", cookie.split(";")[0]);
		}
	}

	record Answer(int status, HttpHeaders headers, String body) {

		String header(String name) {
			return this.headers.get(name);
		}

	}

}
