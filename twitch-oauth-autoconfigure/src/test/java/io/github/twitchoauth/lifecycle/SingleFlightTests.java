package io.github.twitchoauth.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SingleFlight}.
 */
class SingleFlightTests {

	private final SingleFlight<String> flights = new SingleFlight<>();

	private final AtomicInteger started = new AtomicInteger();

	private final Sinks.One<String> answer = Sinks.one();

	@Test
	void joinWhenNobodySubscribesThenNothingStarts() {
		join("a");
		assertThat(this.started).hasValue(0);
	}

	@Test
	void joinWhenUnderWayThenSharesTheResult() {
		Mono<String> first = join("a");
		var one = first.toFuture();
		var other = join("a").toFuture();
		this.answer.tryEmitValue("done");
		assertThat(one).isCompletedWithValue("done");
		assertThat(other).isCompletedWithValue("done");
		assertThat(this.started).hasValue(1);
	}

	@Test
	void joinWhenTheFirstCallerLeavesThenGoesOn() {
		Disposable first = join("a").subscribe();
		var other = join("a").toFuture();
		first.dispose();
		this.answer.tryEmitValue("done");
		assertThat(other).isCompletedWithValue("done");
	}

	@Test
	void joinWhenAnotherKeyIsUnderWayThenIsEmptyAtItsEnd() {
		join("a").subscribe(null, (error) -> {
		});
		var other = join("b").toFuture();
		assertThat(other).isNotDone();
		this.answer.tryEmitError(new IllegalStateException("failed"));
		assertThat(other).isCompletedWithValue(null);
		assertThat(this.started).hasValue(1);
	}

	@Test
	void joinWhenItCannotBeStartedThenTheNextOneCan() {
		assertThat(this.flights.join("a", () -> {
			throw new IllegalStateException("no thread");
		}).toFuture()).isCompletedExceptionally();
		assertThat(this.flights.join("a", () -> Mono.just("done")).toFuture()).isCompletedWithValue("done");
	}

	private Mono<String> join(String key) {
		return this.flights.join(key, () -> {
			this.started.incrementAndGet();
			return this.answer.asMono();
		});
	}

}
