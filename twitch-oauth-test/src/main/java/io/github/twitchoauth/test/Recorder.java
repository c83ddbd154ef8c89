package io.github.twitchoauth.test;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers what was received and what was wrong with it, without any secret.
 */
final class Recorder {

	private static final Set<String> SECRETS = Set.of("client_secret", "device_code", "refresh_token", "token",
			"access_token");

	private static final List<String> HARMLESS = List.of("client_id", "grant_type", "scope", "scopes");

	private final Clock clock;

	private final Map<Endpoint, History<ReceivedRequest>> requests = new EnumMap<>(Endpoint.class);

	private final History<String> misuses = new History<>(1_000);

	private final History<RefreshTokenReplay> replays = new History<>(1_000);

	Recorder(Clock clock) {
		this.clock = clock;
		for (Endpoint endpoint : Endpoint.values()) {
			this.requests.put(endpoint, new History<>(2_000));
		}
	}

	void received(Endpoint endpoint, Exchange exchange) {
		Map<String, String> parameters = new LinkedHashMap<>();
		HARMLESS.stream()
			.filter(exchange.form()::has)
			.forEach((name) -> parameters.put(name, exchange.form().get(name)));
		requests(endpoint).add(new ReceivedRequest(endpoint, this.clock.instant(), copy(exchange.form().names()),
				copy(exchange.query().names()), Collections.unmodifiableMap(parameters)));
		if (endpoint == Endpoint.DEVICE && exchange.form().has("client_secret")) {
			misuse("POST /oauth2/device carried client_secret, which does not belong there");
		}
	}

	private static Set<String> copy(Set<String> names) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(names));
	}

	void checkUrl(Exchange exchange) {
		boolean form = exchange.method().equals("POST") && exchange.path().startsWith("/oauth2/");
		exchange.query()
			.names()
			.stream()
			.filter((name) -> SECRETS.contains(name) || (form && HARMLESS.contains(name)))
			.forEach((name) -> misuse(exchange + " carried " + name + " in the URL"));
	}

	void polledEarly(DeviceAuthorization code, Duration gap) {
		misuse("The code %s was polled %d ms after the previous answer; the interval is %d ms"
			.formatted(code.userCode(), gap.toMillis(), code.polls().interval().toMillis()));
	}

	void unknownScope(String scope) {
		misuse("The scope '%s' is unknown here; to a scope that it does not know, Twitch answers 400 \"%s\""
			.formatted(scope, RequestedScopes.refusal(scope)));
	}

	void misuse(String sentence) {
		this.misuses.add(sentence);
	}

	void replayed(String clientId, MockUser user) {
		this.replays.add(new RefreshTokenReplay(this.clock.instant(), clientId, user.login()));
	}

	History<ReceivedRequest> requests(Endpoint endpoint) {
		return this.requests.getOrDefault(endpoint, new History<>(1));
	}

	History<String> misuses() {
		return this.misuses;
	}

	History<RefreshTokenReplay> replays() {
		return this.replays;
	}

	void assertNoMisuse() {
		List<String> entries = this.misuses.entries();
		if (!entries.isEmpty()) {
			throw new AssertionError(
					"Twitch was misused " + this.misuses.count() + " times:\n- " + String.join("\n- ", entries));
		}
	}

	void clear() {
		this.requests.values().forEach(History::clear);
		this.misuses.clear();
		this.replays.clear();
	}

}
