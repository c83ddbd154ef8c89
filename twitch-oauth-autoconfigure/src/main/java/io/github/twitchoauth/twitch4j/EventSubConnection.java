package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One WebSocket, from connecting to its end. Silence that lasts longer than the welcome
 * message promised is an end, too.
 */
final class EventSubConnection {

	private static final Duration WELCOME_WITHIN = Duration.ofSeconds(15);

	private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);

	private final URI uri;

	private final Flux<String> messages;

	private final Disposable.Swap open = Disposables.swap();

	private volatile Duration longestSilence = WELCOME_WITHIN;

	/**
	 * Create a connection.
	 * @param uri where it goes
	 * @param messages the text messages of a WebSocket that opens on subscription and
	 * closes on cancellation
	 */
	EventSubConnection(URI uri, Flux<String> messages) {
		this.uri = uri;
		this.messages = messages;
	}

	URI uri() {
		return this.uri;
	}

	/**
	 * Connect.
	 * @param receiver gets the messages in order
	 * @param end gets the reason when the connection ends by itself
	 */
	void open(BiConsumer<EventSubConnection, EventSubMessage> receiver, BiConsumer<EventSubConnection, Throwable> end) {
		this.open.update(this.messages.<EventSubMessage>handle((text, sink) -> {
			EventSubMessage message = EventSubMessage.parse(text);
			if (message != null) {
				sink.next(message);
			}
		})
			.doOnNext(this::noteKeepalive)
			.transform(this::watch)
			.subscribe((message) -> receiver.accept(this, message), (error) -> end.accept(this, error)));
	}

	private void noteKeepalive(EventSubMessage message) {
		if (message.type().equals(EventSubMessage.WELCOME)) {
			Duration timeout = message.keepaliveTimeout();
			Duration half = timeout.dividedBy(2);
			this.longestSilence = timeout.plus((half.compareTo(SHORTEST_GRACE) > 0) ? half : SHORTEST_GRACE);
		}
	}

	private Flux<EventSubMessage> watch(Flux<EventSubMessage> messages) {
		return messages.timeout(Mono.delay(WELCOME_WITHIN), (message) -> Mono.delay(this.longestSilence));
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
