package io.github.twitchoauth.authorization;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Twitch's tokens without a socket: a refresh token works once, and presenting it again
 * kills the whole grant. Tokens are numbered in the order in which they are issued;
 * {@code at-1} and {@code rt-1} come together.
 */
class FakeTwitch {

	static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

	static final Set<String> SCOPES = Set.of("user:read:chat");

	private static final String INVALID_REFRESH_TOKEN = "{\"status\":400,\"message\":\"Invalid refresh token\"}";

	private final Map<String, Integer> grants = new HashMap<>();

	private final Map<String, Instant> livingAccessTokens = new HashMap<>();

	private final Set<String> spentRefreshTokens = new HashSet<>();

	private final Set<String> survivors = new HashSet<>();

	private final Set<Integer> livingGrants = new HashSet<>();

	private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final Clock clock;

	private int issued;

	private volatile Duration lifetime = Duration.ofHours(4);

	private volatile String login = "twitchdev";

	private volatile String userId = "141981764";

	private volatile boolean replayed;

	FakeTwitch(Clock clock) {
		this.clock = clock;
	}

	static Fault answers(int status, String body) {
		return (work) -> Mono.just(response(status, body));
	}

	static Fault answersRetryAfter(int status, int seconds) {
		return (work) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status))
			.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
			.build());
	}

	static Fault worksButAnswers(int status, String body) {
		return (work) -> Mono.fromSupplier(work).map((lost) -> response(status, body));
	}

	static Fault worksButResets() {
		return (work) -> Mono.fromSupplier(work)
			.flatMap((lost) -> Mono.error(new IOException("Connection reset by peer")));
	}

	static Fault isSilent() {
		return (work) -> Mono.never();
	}

	static Fault isUnreachable() {
		return (work) -> Mono.error(new ConnectException("Connection refused"));
	}

	static Fault waitsFor(Mono<?> signal) {
		return (work) -> signal.then(Mono.fromSupplier(work));
	}

	FakeTwitch fault(String path, Fault... faults) {
		this.faults.computeIfAbsent(path, (key) -> new ConcurrentLinkedQueue<>()).addAll(Arrays.asList(faults));
		return this;
	}

	/**
	 * Do the same to each request until further notice.
	 */
	FakeTwitch outage(String path, Fault fault) {
		return fault(path, Collections.nCopies(1000, fault).toArray(Fault[]::new));
	}

	/**
	 * End whatever is planned to happen to requests.
	 */
	void recover() {
		this.faults.clear();
	}

	void lifetime(Duration lifetime) {
		this.lifetime = lifetime;
	}

	void login(String login) {
		this.login = login;
	}

	void user(String login, String userId) {
		this.login = login;
		this.userId = userId;
	}

	/**
	 * A person approves: tokens of a new grant.
	 */
	synchronized TwitchToken logIn() {
		int grant = this.issued + 1;
		this.livingGrants.add(grant);
		int number = issue(grant);
		return new TwitchToken("at-" + number, "rt-" + number, SCOPES, this.clock.instant().plus(this.lifetime),
				this.userId, this.login, "abc");
	}

	/**
	 * The user changes the password: everything dies.
	 */
	synchronized void disconnect() {
		this.livingGrants.clear();
		this.livingAccessTokens.clear();
	}

	synchronized void expire(String accessToken) {
		this.livingAccessTokens.remove(accessToken);
	}

	/**
	 * Let an access token outlive the refresh that replaces it.
	 */
	synchronized void survive(String accessToken) {
		this.survivors.add(accessToken);
	}

	/**
	 * Let an access token live for ever, whatever the application's clock says.
	 */
	synchronized void keepAlive(String accessToken) {
		this.survivors.add(accessToken);
		this.livingAccessTokens.put(accessToken, Instant.MAX);
	}

	synchronized int issued() {
		return this.issued;
	}

	synchronized boolean isAlive(String accessToken) {
		Instant expiresAt = this.livingAccessTokens.get(accessToken);
		return expiresAt != null && this.clock.instant().isBefore(expiresAt);
	}

	/**
	 * Whether a spent refresh token was presented, which is what must not happen.
	 */
	boolean isReplayed() {
		return this.replayed;
	}

	/**
	 * Every request, such as {@code refresh rt-1} or {@code validate at-1}.
	 */
	List<String> requests() {
		return this.requests;
	}

	List<String> requests(String kind) {
		return this.requests.stream().filter((request) -> request.startsWith(kind)).toList();
	}

	/**
	 * How many requests wait for their answer.
	 */
	int unanswered() {
		return this.unanswered.get();
	}

	TwitchIdClient client() {
		return client(true);
	}

	TwitchIdClient client(boolean revocation) {
		return new TwitchIdClient(WebClient.builder().exchangeFunction(this::exchange),
				new ProviderEndpoints(URI.create("https://id.example/device"), URI.create("https://id.example/token"),
						revocation ? URI.create("https://id.example/revoke") : null,
						URI.create("https://id.example/validate")),
				REQUEST_TIMEOUT, this.clock);
	}

	/**
	 * Answer a request.
	 * @param request the request as it is recorded
	 * @param work does what the request asks for
	 * @return the answer
	 */
	Mono<ClientResponse> handle(String request, Supplier<ClientResponse> work) {
		this.requests.add(request);
		Queue<Fault> planned = this.faults.get(request.substring(0, request.indexOf(' ')));
		Fault fault = (planned != null) ? planned.poll() : null;
		return ((fault != null) ? fault.answer(work) : Mono.fromSupplier(work))
			.doOnSubscribe((subscription) -> this.unanswered.incrementAndGet())
			.doFinally((signal) -> this.unanswered.decrementAndGet());
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.defer(() -> {
			Map<String, String> form = form(request);
			return switch (request.url().getPath()) {
				case "/token" -> handle("refresh " + form.get("refresh_token"), () -> refresh(form));
				case "/revoke" -> handle("revoke " + form.get("token"), () -> revoke(form.get("token")));
				default -> {
					String token = String.valueOf(request.headers().getFirst(HttpHeaders.AUTHORIZATION)).substring(6);
					yield handle("validate " + token, () -> validate(token));
				}
			};
		});
	}

	private static Map<String, String> form(ClientRequest request) {
		MockClientHttpRequest written = new MockClientHttpRequest(request.method(), request.url());
		request.writeTo(written, ExchangeStrategies.withDefaults()).block();
		String body = written.getBodyAsString().onErrorReturn("").block();
		return Arrays.stream(body.split("&"))
			.filter((parameter) -> parameter.contains("="))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private synchronized ClientResponse refresh(Map<String, String> form) {
		String refreshToken = form.get("refresh_token");
		Integer grant = this.grants.get(refreshToken);
		if (grant == null || !this.livingGrants.contains(grant)) {
			return response(400, INVALID_REFRESH_TOKEN);
		}
		if (!this.spentRefreshTokens.add(refreshToken)) {
			this.replayed = true;
			this.livingGrants.remove(grant);
			this.livingAccessTokens.keySet().removeIf((token) -> grant.equals(this.grants.get(token)));
			return response(400, INVALID_REFRESH_TOKEN);
		}
		String replaced = refreshToken.replace("rt-", "at-");
		if (!this.survivors.contains(replaced)) {
			this.livingAccessTokens.remove(replaced);
		}
		int number = issue(grant);
		return response(200, tokenBody(number, this.lifetime));
	}

	private int issue(int grant) {
		int number = ++this.issued;
		this.grants.put("at-" + number, grant);
		this.grants.put("rt-" + number, grant);
		this.livingAccessTokens.put("at-" + number, this.clock.instant().plus(this.lifetime));
		return number;
	}

	private synchronized ClientResponse revoke(String token) {
		if (this.livingAccessTokens.remove(token) != null) {
			return response(200, "");
		}
		Integer grant = token.startsWith("rt-") ? this.grants.get(token) : null;
		return (grant != null && this.livingGrants.remove(grant)) ? response(200, "")
				: response(400, "{\"status\":400,\"message\":\"Invalid token\"}");
	}

	private synchronized ClientResponse validate(String token) {
		return isAlive(token) ? response(200,
				"{\"client_id\":\"abc\",\"login\":\"" + this.login + "\",\"scopes\":[\"user:read:chat\"],\"user_id\":\""
						+ this.userId + "\",\"expires_in\":14000}")
				: response(401, "{\"status\":401,\"message\":\"invalid access token\"}");
	}

	static String tokenBody(int number, Duration lifetime) {
		return "{\"access_token\":\"at-" + number + "\",\"refresh_token\":\"rt-" + number + "\",\"expires_in\":"
				+ lifetime.toSeconds() + ",\"scope\":[\"user:read:chat\"],\"token_type\":\"bearer\"}";
	}

	static ClientResponse response(int status, String body) {
		return ClientResponse.create(HttpStatusCode.valueOf(status)).body(body).build();
	}

	/**
	 * What happens to one request in place of its being answered.
	 */
	interface Fault {

		Mono<ClientResponse> answer(Supplier<ClientResponse> work);

	}

}
