package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a test can set about EventSub, at any time.
 */
final class EventSubSettings {

	private final Map<String, Set<String>> moderators = new ConcurrentHashMap<>();

	private final Set<EventSubType> furtherTypes = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Duration keepaliveInterval;

	private volatile Duration subscribeWithin = Duration.ofSeconds(10);

	private volatile Duration reconnectWithin = Duration.ofSeconds(30);

	private volatile Duration pingInterval = Duration.ofSeconds(30);

	@Nullable Duration keepaliveInterval() {
		return this.keepaliveInterval;
	}

	void keepaliveInterval(Duration keepaliveInterval) {
		this.keepaliveInterval = positive(keepaliveInterval, "keepaliveInterval");
	}

	Duration subscribeWithin() {
		return this.subscribeWithin;
	}

	void subscribeWithin(Duration subscribeWithin) {
		this.subscribeWithin = positive(subscribeWithin, "subscribeWithin");
	}

	Duration reconnectWithin() {
		return this.reconnectWithin;
	}

	void reconnectWithin(Duration reconnectWithin) {
		this.reconnectWithin = positive(reconnectWithin, "reconnectWithin");
	}

	Duration pingInterval() {
		return this.pingInterval;
	}

	void pingInterval(Duration pingInterval) {
		this.pingInterval = positive(pingInterval, "pingInterval");
	}

	private static Duration positive(Duration duration, String name) {
		Assert.isTrue(!duration.isNegative() && !duration.isZero(), () -> "'" + name + "' must be greater than 0");
		return duration;
	}

	void addType(EventSubType type) {
		this.furtherTypes.add(type);
	}

	@Nullable EventSubType findType(String name, String version) {
		return this.furtherTypes.stream()
			.filter((type) -> type.name().equals(name) && type.version().equals(version))
			.findFirst()
			.orElseGet(() -> EventSubTypes.find(name, version));
	}

	void addModerator(String broadcasterId, String userId) {
		this.moderators.computeIfAbsent(broadcasterId, (key) -> ConcurrentHashMap.newKeySet()).add(userId);
	}

	boolean isModerator(String broadcasterId, String userId) {
		return broadcasterId.equals(userId) || this.moderators.getOrDefault(broadcasterId, Set.of()).contains(userId);
	}

}
