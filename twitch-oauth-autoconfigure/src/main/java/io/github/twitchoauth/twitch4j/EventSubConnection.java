package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One WebSocket, from connecting to its end. Silence that lasts longer than the welcome
 * message promised is an end, too, unless nothing is read because there is no room.
 */
final class EventSubConnection {

	private static final Duration WELCOME_WITHIN = Duration.ofSeconds(15);

	private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private static final int PREFETCH = 64;

	private final Scheduler scheduler = Schedulers.parallel();

	private final URI uri;

	private final Flux<byte[]> messages;

	private final Disposable.Swap open = Disposables.swap();

	private volatile Duration longestSilence = WELCOME_WITHIN;

	private volatile long heardAt;

	private volatile boolean paused;

	/**
	 * Create a connection.
	 * @param uri where it goes
	 * @param messages the text messages of a WebSocket that opens on subscription and
	 * closes on cancellation
	 */
	EventSubConnection(URI uri, Flux<byte[]> messages) {
		this.uri = uri;
		this.messages = messages;
	}

	URI uri() {
		return this.uri;
	}

	/**
	 * Connect.
	 * @param receiver gets the messages in order
	 * @param room gives what must complete before more is read, {@code null} for nothing
	 * @param end gets the reason when the connection ends by itself
	 */
	void open(BiConsumer<EventSubConnection, byte[]> receiver, Supplier<@Nullable Mono<Void>> room,
			BiConsumer<EventSubConnection, Throwable> end) {
		heard();
		Consumer<Throwable> ended = (error) -> {
			close();
			end.accept(this, error);
		};
		Disposable messages = this.messages.concatMapDelayError((message) -> {
			heard();
			receiver.accept(this, message);
			return pause(room.get());
		}, PREFETCH).subscribe(null, ended);
		Disposable silence = silence().subscribe((tick) -> ended.accept(new EventSubClosedException(silent())));
		this.open.update(Disposables.composite(messages, silence));
	}

	private Mono<Void> pause(@Nullable Mono<Void> room) {
		if (room == null) {
			return Mono.empty();
		}
		this.paused = true;
		// Before the signal is passed on, because the next message may pause again.
		return room.publishOn(this.scheduler).doOnTerminate(() -> {
			heard();
			this.paused = false;
		});
	}

	private void heard() {
		this.heardAt = this.scheduler.now(TimeUnit.MILLISECONDS);
	}

	// To look now and then is cheaper than a timer for each message.
	private Mono<Long> silence() {
		return Flux.interval(BETWEEN_LOOKS, this.scheduler).filter((tick) -> isTooSilent()).next();
	}

	private boolean isTooSilent() {
		long silence = this.scheduler.now(TimeUnit.MILLISECONDS) - this.heardAt;
		return !this.paused && silence >= this.longestSilence.toMillis();
	}

	private String silent() {
		Duration longest = this.longestSilence;
		return longest.equals(WELCOME_WITHIN) ? "no welcome message came within " + longest.toSeconds() + " s"
				: "nothing came for more than " + longest.toSeconds() + " s";
	}

	/**
	 * Note what the welcome message promises.
	 * @param timeout the longest silence
	 */
	void keepaliveTimeout(Duration timeout) {
		Duration half = timeout.dividedBy(2);
		this.longestSilence = timeout.plus((half.compareTo(SHORTEST_GRACE) > 0) ? half : SHORTEST_GRACE);
	}

	void close() {
		this.open.dispose();
	}

	static void close(@Nullable EventSubConnection connection) {
		if (connection != null) {
			connection.close();
		}
	}

}
