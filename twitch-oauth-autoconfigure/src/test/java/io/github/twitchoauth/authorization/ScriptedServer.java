package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.endpoint.ProviderEndpoints;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Answers from a script, without a socket, so that virtual time applies.
 */
class ScriptedServer {

	static final String PENDING = "{\"status\":400,\"message\":\"authorization_pending\"}";

	static final String INVALID = "{\"status\":400,\"message\":\"invalid device code\"}";

	static final String TOKEN = "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"expires_in\":14400,"
			+ "\"scope\":[\"user:read:chat\"],\"token_type\":\"bearer\"}";

	static final String VALIDATION = "{\"client_id\":\"abc\",\"login\":\"twitchdev\",\"scopes\":[\"user:read:chat\"],"
			+ "\"user_id\":\"141981764\",\"expires_in\":14000}";

	private final Map<String, Deque<Mono<ClientResponse>>> answers = new HashMap<>();

	private final Map<String, List<Long>> received = new HashMap<>();

	private final VirtualClock clock = new VirtualClock();

	private final Instant start = this.clock.instant();

	ScriptedServer code(int expiresIn, int interval) {
		return answer("/device", 200,
				"{\"device_code\":\"dc\",\"user_code\":\"ABCDEFGH\",\"expires_in\":" + expiresIn + ",\"interval\":"
						+ interval + ",\"verification_uri\":\"https://www.twitch.tv/activate?device-code=ABCDEFGH\"}");
	}

	ScriptedServer poll(int status, String body) {
		return answer("/token", status, body);
	}

	ScriptedServer poll(int times, int status, String body) {
		for (int i = 0; i < times; i++) {
			poll(status, body);
		}
		return this;
	}

	ScriptedServer poll(Mono<ClientResponse> answer) {
		return answer("/token", answer);
	}

	ScriptedServer approve() {
		return poll(200, TOKEN).answer("/validate", 200, VALIDATION);
	}

	ScriptedServer answer(String path, int status, String body) {
		return answer(path, Mono.fromSupplier(() -> response(status).body(body).build()));
	}

	ScriptedServer answer(String path, Mono<ClientResponse> answer) {
		this.answers.computeIfAbsent(path, (key) -> new ArrayDeque<>()).add(answer);
		return this;
	}

	static ClientResponse.Builder response(int status) {
		return ClientResponse.create(HttpStatusCode.valueOf(status));
	}

	/**
	 * Seconds since the start at which requests to a path arrived.
	 */
	List<Long> received(String path) {
		return this.received.getOrDefault(path, List.of());
	}

	VirtualClock clock() {
		return this.clock;
	}

	TwitchIdClient client() {
		return new TwitchIdClient(WebClient.builder().exchangeFunction(this::exchange),
				new ProviderEndpoints(URI.create("https://id.example/device"), URI.create("https://id.example/token"),
						URI.create("https://id.example/revoke"), URI.create("https://id.example/validate")),
				Duration.ofSeconds(10), this.clock);
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.defer(() -> {
			request
				.writeTo(new MockClientHttpRequest(request.method(), request.url()), ExchangeStrategies.withDefaults())
				.subscribe();
			String path = request.url().getPath();
			long seconds = Duration.between(this.start, this.clock.instant()).toSeconds();
			this.received.computeIfAbsent(path, (key) -> new ArrayList<>()).add(seconds);
			Deque<Mono<ClientResponse>> script = this.answers.getOrDefault(path, new ArrayDeque<>());
			return script.isEmpty() ? Mono.error(new AssertionError("No answer scripted for " + path)) : script.poll();
		});
	}

	/**
	 * Goes with Reactor's virtual time, and can jump ahead as it does for a machine that
	 * was asleep.
	 */
	static class VirtualClock extends Clock {

		private volatile Duration jump = Duration.ZERO;

		void jump(Duration duration) {
			this.jump = duration;
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS)).plus(this.jump);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
