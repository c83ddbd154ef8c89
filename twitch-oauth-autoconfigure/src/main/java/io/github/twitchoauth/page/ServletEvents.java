package io.github.twitchoauth.page;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * Streams of events in an application on servlets. A servlet container keeps all buffers
 * of a request for as long as its stream is open, some 90 KB in Tomcat, so only a limited
 * number of streams has room.
 */
final class ServletEvents {

	private static final int ROOM = 250;

	private final AtomicInteger open = new AtomicInteger();

	boolean haveRoom() {
		return this.open.get() < ROOM;
	}

	ServerResponse response(Flux<ServerSentEvent<String>> events) {
		return ServerResponse.sse((sse) -> send(admitted(events), sse), Duration.ZERO);
	}

	/**
	 * Take a place for a stream, until it ends.
	 * @param <T> the type of its elements
	 * @param stream the stream
	 * @return the stream, or an empty one if others have taken the last places meanwhile
	 */
	<T> Flux<T> admitted(Flux<T> stream) {
		return Flux.defer(() -> takePlace() ? stream.doFinally((signal) -> this.open.decrementAndGet()) : Flux.empty());
	}

	private boolean takePlace() {
		return this.open.getAndUpdate((taken) -> Math.min(taken + 1, ROOM)) < ROOM;
	}

	private static void send(Flux<ServerSentEvent<String>> events, SseBuilder sse) {
		Disposable.Swap subscription = Disposables.swap();
		sse.onComplete(subscription::dispose);
		sse.onError((ex) -> subscription.dispose());
		subscription.update(events.publishOn(Schedulers.boundedElastic(), 1)
			.takeWhile((event) -> isSent(event, sse))
			.subscribe((sent) -> {
			}, sse::error, sse::complete));
	}

	// A browser that has left is no error.
	private static boolean isSent(ServerSentEvent<String> event, SseBuilder sse) {
		try {
			send(event, sse);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void send(ServerSentEvent<String> event, SseBuilder sse) throws IOException {
		Optional.ofNullable(event.comment()).ifPresent(sse::comment);
		Optional.ofNullable(event.event()).ifPresent(sse::event);
		if (event.data() != null) {
			sse.data(event.data());
		}
		else {
			sse.send();
		}
	}

}
