package io.github.twitchoauth.test;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a test can set, at any time.
 */
final class MockTwitchSettings {

	private final Clock clock;

	private final Set<String> clientIds = ConcurrentHashMap.newKeySet();

	private final Map<String, String> clientSecrets = new ConcurrentHashMap<>();

	private volatile Duration interval = Duration.ofSeconds(5);

	private volatile Duration codeExpiresIn = Duration.ofMinutes(30);

	private volatile Duration tokenExpiresIn = Duration.ofHours(4);

	MockTwitchSettings(Clock clock) {
		this.clock = clock;
	}

	Clock clock() {
		return this.clock;
	}

	Duration interval() {
		return this.interval;
	}

	void interval(Duration interval) {
		this.interval = positive(interval, "interval");
	}

	Duration codeExpiresIn() {
		return this.codeExpiresIn;
	}

	void codeExpiresIn(Duration codeExpiresIn) {
		this.codeExpiresIn = positive(codeExpiresIn, "codeExpiresIn");
	}

	Duration tokenExpiresIn() {
		return this.tokenExpiresIn;
	}

	void tokenExpiresIn(Duration tokenExpiresIn) {
		this.tokenExpiresIn = positive(tokenExpiresIn, "tokenExpiresIn");
	}

	private static Duration positive(Duration duration, String name) {
		Assert.isTrue(!duration.isNegative() && !duration.isZero(), () -> "'" + name + "' must be greater than 0");
		return duration;
	}

	void requireClientId(String... clientIds) {
		this.clientIds.addAll(Set.of(clientIds));
	}

	void requireClientSecret(String clientId, String clientSecret) {
		Assert.hasText(clientSecret, "'clientSecret' must not be empty");
		this.clientSecrets.put(clientId, clientSecret);
	}

	boolean isKnown(String clientId) {
		return !clientId.isEmpty() && (this.clientIds.isEmpty() || this.clientIds.contains(clientId)
				|| this.clientSecrets.containsKey(clientId));
	}

	@Nullable String clientSecret(String clientId) {
		return this.clientSecrets.get(clientId);
	}

	boolean isPublic(String clientId) {
		return !this.clientSecrets.containsKey(clientId);
	}

}
