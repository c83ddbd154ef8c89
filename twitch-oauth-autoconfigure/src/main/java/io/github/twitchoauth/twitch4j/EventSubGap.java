package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The time in which an account was not connected to EventSub. It is not thread-safe: its
 * owner makes one call at a time.
 */
final class EventSubGap {

	private final Clock clock;

	private @Nullable Instant heardAt;

	private @Nullable Instant from;

	EventSubGap(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Begin with the first connection of this process.
	 * @param vacancy how long ago another process may have been connected last
	 */
	void begin(Optional<Duration> vacancy) {
		this.heardAt = null;
		this.from = vacancy.map((time) -> this.clock.instant().minus(time)).orElse(null);
	}

	/**
	 * Note that a message has been read, maybe long after it had arrived.
	 * @param sentAt when it was sent, or {@code null} if that is not known
	 */
	void heard(@Nullable Instant sentAt) {
		Instant at = earlier(sentAt, this.clock.instant());
		if (this.heardAt == null || at.isAfter(this.heardAt)) {
			this.heardAt = at;
		}
	}

	/**
	 * Return when a message was sent, as far as it can be told: clocks differ.
	 * @param sentAt what the message says
	 * @param now the time here
	 * @return the earlier one
	 */
	static Instant earlier(@Nullable Instant sentAt, Instant now) {
		return (sentAt != null && sentAt.isBefore(now)) ? sentAt : now;
	}

	// A connection that is lost before the account is subscribed again makes the gap
	// longer.
	void open() {
		if (this.from == null) {
			this.from = this.heardAt;
		}
	}

	// From here on, something is missed if the connection is lost, even before there was
	// a message.
	void close(BiConsumer<Instant, Instant> gap) {
		Instant from = this.from;
		Instant now = this.clock.instant();
		this.from = null;
		this.heardAt = now;
		if (from != null) {
			gap.accept(from, now);
		}
	}

}
