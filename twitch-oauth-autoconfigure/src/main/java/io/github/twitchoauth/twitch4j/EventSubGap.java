package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The time in which an account was not connected to EventSub. Its owner makes one call at
 * a time, except for {@link #unserved}.
 */
final class EventSubGap {

	// What was sent when another process was last heard of may not have reached it.
	private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

	private final Clock clock;

	private final Supplier<@Nullable EventSubMessage> waiting;

	private @Nullable Instant heardAt;

	private volatile @Nullable Instant from;

	/**
	 * Create a gap that has not begun.
	 * @param clock tells the time
	 * @param waiting gives the oldest message that has not been delivered yet
	 */
	EventSubGap(Clock clock, Supplier<@Nullable EventSubMessage> waiting) {
		this.clock = clock;
		this.waiting = waiting;
	}

	/**
	 * Begin with the first connection of this process.
	 * @param vacancy how long ago all was delivered last, by another process
	 */
	void begin(Optional<Duration> vacancy) {
		this.heardAt = null;
		this.from = vacancy.map((time) -> this.clock.instant().minus(time).minus(ON_ITS_WAY)).orElse(null);
	}

	/**
	 * Return what another process would have to tell if this one ended now.
	 * @return how long ago the first event was sent that may neither have been delivered
	 * nor be told as missed
	 */
	Duration unserved() {
		Instant now = this.clock.instant();
		Instant from = this.from;
		EventSubMessage waiting = this.waiting.get();
		Instant since = (waiting != null) ? earlier(waiting.sentAt(), now) : now;
		return Duration.between(earlier(from, since), now);
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

	/**
	 * Tell what may have been missed, if there is something. From here on, something is
	 * missed if the connection is lost, even before there was a message.
	 * @param gap tells it, unless it is too late for that: then the gap stays open
	 */
	void close(BiPredicate<Instant, Instant> gap) {
		Instant from = this.from;
		Instant now = this.clock.instant();
		if (from == null || gap.test(from, now)) {
			this.from = null;
			this.heardAt = now;
		}
	}

}
