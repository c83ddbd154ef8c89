package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubGap}.
 */
class EventSubGapTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final Clock clock = Mockito.mock();

	private final EventSubGap gap = new EventSubGap(this.clock, () -> this.waiting);

	private final List<Duration> told = new ArrayList<>();

	private Instant now = START;

	private EventSubMessage waiting;

	@BeforeEach
	void setUp() {
		BDDMockito.given(this.clock.instant()).willAnswer((call) -> this.now);
	}

	@Test
	void closeWhenConnectedForTheFirstTimeThenTellsNothing() {
		this.gap.begin(Optional.empty());
		this.gap.open();
		close();
		assertThat(this.told).isEmpty();
	}

	@Test
	void closeWhenTakenOverThenTellsFromAMomentBeforeTheEndOfThePredecessor() {
		this.gap.begin(Optional.of(Duration.ofSeconds(16)));
		pass(2);
		close();
		assertThat(this.told).containsExactly(Duration.ofSeconds(-17), Duration.ofSeconds(2));
	}

	@Test
	void closeWhenTheConnectionWasLostThenTellsOnceFromTheLastMessage() {
		this.gap.begin(Optional.empty());
		this.gap.heard(null);
		pass(5);
		this.gap.open();
		pass(5);
		this.gap.open();
		close();
		close();
		assertThat(this.told).containsExactly(Duration.ZERO, Duration.ofSeconds(10));
	}

	@Test
	void closeWhenTheConnectionIsLostBeforeAMessageThenTellsFromTheSubscription() {
		this.gap.begin(Optional.empty());
		close();
		pass(8);
		this.gap.open();
		pass(5);
		close();
		assertThat(this.told).containsExactly(Duration.ZERO, Duration.ofSeconds(13));
	}

	@Test
	void closeWhenMessagesWereReadLongAfterTheyWereSentThenTellsFromWhenTheLastWasSent() {
		this.gap.begin(Optional.empty());
		pass(60);
		this.gap.heard(START.plusSeconds(2));
		this.gap.heard(START.plusSeconds(1));
		this.gap.open();
		close();
		assertThat(this.told).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(60));
	}

	@Test
	void closeWhenTheClockOfTwitchIsAheadThenTellsFromTheLocalTime() {
		this.gap.begin(Optional.empty());
		this.gap.heard(START.plusSeconds(300));
		pass(5);
		this.gap.open();
		close();
		assertThat(this.told).containsExactly(Duration.ZERO, Duration.ofSeconds(5));
	}

	@Test
	void beginWhenTheConnectionWasLostBeforeThenForgetsThat() {
		this.gap.begin(Optional.empty());
		this.gap.heard(null);
		this.gap.open();
		this.gap.begin(Optional.empty());
		this.gap.open();
		close();
		assertThat(this.told).isEmpty();
	}

	@Test
	void closeWhenItIsTooLateToTellThenStaysOpen() {
		this.gap.begin(Optional.of(Duration.ofSeconds(16)));
		this.gap.close((from, to) -> false);
		assertThat(this.gap.unserved()).isEqualTo(Duration.ofSeconds(17));
	}

	@Test
	void unservedWhenConnectedThenIsTheAgeOfTheOldestMessageThatWaits() {
		this.gap.begin(Optional.empty());
		close();
		pass(5);
		assertThat(this.gap.unserved()).isZero();
		this.waiting = message(START.plusSeconds(3));
		assertThat(this.gap.unserved()).isEqualTo(Duration.ofSeconds(2));
		this.waiting = message(START.plusSeconds(300));
		assertThat(this.gap.unserved()).isZero();
	}

	@Test
	void unservedWhenAGapIsOpenThenIsTheTimeSinceItsBeginUnlessAMessageIsOlder() {
		this.gap.begin(Optional.empty());
		pass(5);
		this.gap.heard(null);
		this.gap.open();
		pass(10);
		assertThat(this.gap.unserved()).isEqualTo(Duration.ofSeconds(10));
		this.waiting = message(START.plusSeconds(1));
		assertThat(this.gap.unserved()).isEqualTo(Duration.ofSeconds(14));
	}

	private static EventSubMessage message(Instant sentAt) {
		return EventSubMessage
			.parse(("{\"metadata\":{\"message_type\":\"notification\",\"message_timestamp\":\"" + sentAt + "\"}}")
				.getBytes(StandardCharsets.UTF_8));
	}

	private void pass(int seconds) {
		this.now = this.now.plusSeconds(seconds);
	}

	private void close() {
		this.gap.close((from, to) -> {
			this.told.add(Duration.between(START, from));
			this.told.add(Duration.between(START, to));
			return true;
		});
	}

}
