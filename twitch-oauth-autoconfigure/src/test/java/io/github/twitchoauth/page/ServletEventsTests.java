package io.github.twitchoauth.page;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletEvents}.
 */
class ServletEventsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final ServletEvents events = new ServletEvents();

	@Test
	void admittedWhenAllWereToldThatThereIsRoomThenNoMoreAreOpenThanThereIsRoomFor() {
		List<Flux<Object>> streams = IntStream.range(0, 260)
			.mapToObj((number) -> this.events.admitted(Flux.never()))
			.toList();
		assertThat(this.events.haveRoom()).isTrue();
		List<Disposable> open = streams.stream().map(Flux::subscribe).filter((stream) -> !stream.isDisposed()).toList();
		assertThat(open).hasSize(250);
		assertThat(this.events.haveRoom()).isFalse();
		open.get(0).dispose();
		assertThat(this.events.haveRoom()).isTrue();
		assertThat(this.events.admitted(Flux.just("event")).blockFirst(LIMIT)).isEqualTo("event");
		open.forEach(Disposable::dispose);
		assertThat(this.events.haveRoom()).isTrue();
	}

}
