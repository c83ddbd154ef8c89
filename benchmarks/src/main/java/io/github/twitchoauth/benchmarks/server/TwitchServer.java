package io.github.twitchoauth.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * The server, a program. Half of the latency passes before a request is dealt with, the
 * other half before the answer leaves. Below {@code /control} there is no latency. It
 * ends when its standard input does.
 */
public final class TwitchServer {

	private final DeviceCodes codes = new DeviceCodes();

	private final Grants grants = new Grants();

	private final LimitedCalls limited = new LimitedCalls();

	private final Duration halfLatency;

	private TwitchServer(Duration latency) {
		this.halfLatency = latency.dividedBy(2);
	}

	/**
	 * Start the server in a JVM of its own.
	 * @param latency how long the way there and back takes
	 * @return the running program, which says its {@code uri}
	 */
	public static ChildJvm start(Duration latency) {
		return ChildJvm.start(TwitchServer.class, List.of("-Xmx256m"), latency.toMillis());
	}

	public static void main(String[] args) throws IOException {
		TwitchServer twitch = new TwitchServer(Duration.ofMillis(Long.parseLong(args[0])));
		DisposableServer server = HttpServer.create().host("127.0.0.1").port(0).handle(twitch::handle).bindNow();
		Results.say("uri", URI.create("http://127.0.0.1:" + server.port()));
		while (System.in.read() >= 0) {
			continue;
		}
		server.disposeNow();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asString()
			.defaultIfEmpty("")
			.flatMap((body) -> request.uri().startsWith("/control") ? Mono.just(control(request.uri()))
					: late(request, request.path().startsWith("oauth2/") ? parameters(body) : Map.of()))
			.flatMap((answer) -> send(answer, response));
	}

	private Mono<Answer> late(HttpServerRequest request, Map<String, String> form) {
		long arrival = System.nanoTime();
		if (this.halfLatency.isZero()) {
			return Mono.fromSupplier(() -> answer(request, form, arrival));
		}
		return Mono.delay(this.halfLatency)
			.map((tick) -> answer(request, form, arrival))
			.delayElement(this.halfLatency);
	}

	private static Mono<Void> send(Answer answer, HttpServerResponse response) {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		answer.onSend().run();
		answer.headers().forEach(response::header);
		return response.status(answer.status())
			.header("Content-Type", "application/json")
			.header("Content-Length", String.valueOf(body.length))
			.sendByteArray(Mono.just(body))
			.then();
	}

	private Answer answer(HttpServerRequest request, Map<String, String> form, long arrival) {
		String path = request.path();
		if (path.equals("oauth2/device")) {
			return this.codes.issue();
		}
		if (path.equals("oauth2/token")) {
			return form.containsKey("device_code") ? this.codes.poll(form.getOrDefault("device_code", ""), arrival)
					: this.grants.refresh(form.getOrDefault("refresh_token", ""));
		}
		if (path.equals("helix/eventsub/subscriptions")) {
			return new Answer(202, "{\"data\":[{\"id\":\"subscription-1\",\"status\":\"enabled\"}]}");
		}
		String authorization = request.requestHeaders().get("Authorization", "");
		String token = authorization.substring(authorization.indexOf(' ') + 1);
		if (path.equals("oauth2/validate")) {
			return this.grants.validate(token);
		}
		Answer answer = this.grants.users(token);
		return path.equals("helix/limited") ? this.limited.call(answer) : answer;
	}

	private Answer control(String uri) {
		Map<String, String> query = UriComponentsBuilder.fromUriString(uri).build().getQueryParams().toSingleValueMap();
		switch (uri.replaceFirst(".*/", "").replaceFirst("\\?.*", "")) {
			case "approve" -> this.codes.approveAll(Duration.parse(query.getOrDefault("within", "")));
			case "reset" -> {
				this.codes.reset();
				this.limited.reset();
			}
			case "grant" -> {
				return new Answer(200, this.grants.issue(Boolean.parseBoolean(query.getOrDefault("single-use", ""))));
			}
			case "status" -> {
				return new Answer(200, this.grants.status(query.getOrDefault("refresh-token", "")));
			}
			default -> {
			}
		}
		return new Answer(200,
				String.join("\n", this.codes.statistics() + this.grants.statistics(), this.limited.statistics()));
	}

	private static Map<String, String> parameters(String form) {
		return UriComponentsBuilder.fromUriString("?" + form).build(true).getQueryParams().toSingleValueMap();
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param body the body
	 * @param headers further headers
	 * @param onSend called when the answer leaves
	 */
	record Answer(int status, String body, Map<String, String> headers, Runnable onSend) {

		Answer(int status, String body) {
			this(status, body, () -> {
			});
		}

		Answer(int status, String body, Runnable onSend) {
			this(status, body, Map.of(), onSend);
		}

		Answer with(Map<String, String> headers) {
			return new Answer(this.status, this.body, headers, this.onSend);
		}

	}

}
