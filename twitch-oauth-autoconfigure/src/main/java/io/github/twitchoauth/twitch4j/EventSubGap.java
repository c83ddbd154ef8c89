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

	void heard() {
		this.heardAt = this.clock.instant();
	}

	// A connection that is lost before the account is subscribed again makes the gap
	// longer.
	void open() {
		if (this.from == null) {
			this.from = this.heardAt;
		}
	}

	void close(BiConsumer<Instant, Instant> gap) {
		Instant from = this.from;
		this.from = null;
		if (from != null) {
			gap.accept(from, this.clock.instant());
		}
	}

}
