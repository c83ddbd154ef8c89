package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.lifecycle.BackOffGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link BackOffGate}.
 */
class BackOffGateTests {

	private VirtualTimeScheduler time;

	private ScriptedServer.VirtualClock clock;

	private BackOffGate gate;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.clock = new ScriptedServer.VirtualClock();
		this.gate = new BackOffGate(this.clock);
	}

	@AfterEach
	void tearDown() {
		VirtualTimeScheduler.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-5H", "PT-20S" })
	void closeWhenClockIsSetBackThenClosesNoLonger(Duration step) {
		close(Duration.ofSeconds(30));
		this.time.advanceTimeBy(Duration.ofSeconds(25));
		this.clock.jump(step);
		assertClosedFor(Duration.ofSeconds(5));
	}

	@Test
	void closeWhenMachineWasAsleepThenIsOpen() {
		close(Duration.ofSeconds(30));
		this.clock.jump(Duration.ofHours(5));
		assertThat(isClosed()).isFalse();
	}

	@Test
	void closeWhenFailuresGoOnThenClosesLongerEachTimeUpToHalfAMinute() {
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30 }) {
			close(null);
			assertClosedFor(Duration.ofSeconds(seconds));
		}
	}

	@Test
	void closeWhenAskedToWaitLongerThenClosesForThatLong() {
		close(Duration.ofSeconds(90));
		assertClosedFor(Duration.ofSeconds(90));
	}

	@Test
	void closeWhenAskedToWaitForADayThenClosesForFiveMinutes() {
		close(Duration.ofDays(1));
		assertClosedFor(Duration.ofMinutes(5));
	}

	@Test
	void openWhenItHasBeenClosedThenNextBackOffIsTheShortestAgain() {
		close(null);
		close(null);
		this.gate.open();
		assertThat(isClosed()).isFalse();
		close(null);
		assertClosedFor(Duration.ofSeconds(1));
	}

	private void close(Duration retryAfter) {
		this.gate.close(retryAfter, () -> new TwitchUnavailableException("down"));
	}

	private void assertClosedFor(Duration duration) {
		this.time.advanceTimeBy(duration.minusMillis(1));
		assertThat(isClosed()).isTrue();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(isClosed()).isFalse();
	}

	private boolean isClosed() {
		return catchThrowable(this.gate::pass) != null;
	}

}
