package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * What has happened in EventSub since the application started, in numbers.
 */
final class EventSubCounts {

	/**
	 * Stands for types that twitch4j has no class for, so that they are no more than one.
	 */
	static final String OTHER_TYPES = "other";

	private final Map<Reconnect, LongAdder> reconnects = new EnumMap<>(Reconnect.class);

	private final Map<String, LongAdder> notifications = new TreeMap<>();

	private final LongAdder delayedMillis = new LongAdder();

	private final LongAdder delayed = new LongAdder();

	private final Clock clock;

	EventSubCounts(Clock clock) {
		this.clock = clock;
		for (Reconnect reason : Reconnect.values()) {
			this.reconnects.put(reason, new LongAdder());
		}
		EventSubTypes.ofAllEvents().forEach((type) -> this.notifications.put(type.name(), new LongAdder()));
		this.notifications.put(OTHER_TYPES, new LongAdder());
	}

	void reconnect(Reconnect reason) {
		ofReconnects(reason).increment();
	}

	void notification(String type, @Nullable Instant sentAt) {
		LongAdder other = ofNotifications(OTHER_TYPES);
		this.notifications.getOrDefault(type, other).increment();
		if (sentAt != null) {
			this.delayed.increment();
			// Clocks differ.
			this.delayedMillis.add(Math.max(0, Duration.between(sentAt, this.clock.instant()).toMillis()));
		}
	}

	LongAdder ofReconnects(Reconnect reason) {
		return Objects.requireNonNull(this.reconnects.get(reason));
	}

	LongAdder ofNotifications(String type) {
		return Objects.requireNonNull(this.notifications.get(type));
	}

	Set<String> types() {
		return this.notifications.keySet();
	}

	LongAdder delayedMillis() {
		return this.delayedMillis;
	}

	LongAdder delayed() {
		return this.delayed;
	}

	/**
	 * Why a connection takes the place of another one.
	 */
	enum Reconnect {

		/**
		 * The connection has ended, or has fallen silent.
		 */
		LOST,

		/**
		 * There was none.
		 */
		UNREACHABLE,

		/**
		 * EventSub has asked for it.
		 */
		REQUESTED

	}

}
