package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.authorization.FakeTwitch.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenValidator}.
 */
class TokenValidatorTests extends AbstractTokenManagerTests {

	@ParameterizedTest
	@ValueSource(strings = { "PT-5H", "PT-30M", "PT-30S" })
	void validationWhenClockIsSetBackThenComesInTime(Duration step) {
		loaded();
		this.clock.jump(step);
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		this.clock.jump(step.multipliedBy(2));
		this.time.advanceTimeBy(Duration.ofMinutes(61));
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "validate at-1");
	}

	@Test
	void validationWhenMachineWasAsleepThenComesAtOnce() {
		loaded();
		this.clock.jump(Duration.ofHours(1));
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
	}

	@Test
	void validationWhenAccountsAreLoadedTogetherThenTheirTimesSpread() {
		loaded(20);
		assertThat(validationTimes()).hasSize(20)
			.allMatch((time) -> isWithin(time, Duration.ofSeconds(48), Duration.ofSeconds(60)));
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.twitch.requests("validate")).hasSize(20);
		assertThat(validationTimes()).hasSize(20)
			.allMatch((time) -> isWithin(time, Duration.ofMinutes(46), Duration.ofMinutes(60)));
	}

	@Test
	void validationWhenHundredsAreDueThenAsksForTenPerSecondAndThenForMoreUntilAllAreValidated() {
		loaded(300);
		List<Integer> numbers = IntStream.range(0, 80)
			.mapToObj((second) -> validationsWithin(Duration.ofSeconds(1)))
			.filter((number) -> number > 0)
			.toList();
		assertThat(numbers.subList(0, 3)).allMatch((number) -> number <= 12);
		assertThat(numbers).allMatch((number) -> number <= 22).anyMatch((number) -> number > 15);
		assertThat(this.twitch.requests("validate")).hasSize(300).doesNotHaveDuplicates();
	}

	@Test
	void validationWhenAskedToWaitThenAllAccountsWait() {
		loaded(20);
		this.twitch.fault("validate", FakeTwitch.answersRetryAfter(429, 90));
		Stream.generate(() -> validationsWithin(Duration.ofSeconds(1))).filter((count) -> count > 0).findFirst();
		assertThat(this.twitch.requests()).hasSize(1);
		assertThat(validationsWithin(Duration.ofSeconds(88))).isZero();
		assertThat(validationsWithin(Duration.ofSeconds(3))).isBetween(2, 12);
		assertThat(validationsWithin(Duration.ofSeconds(7))).isGreaterThan(7);
		assertThat(this.twitch.requests("validate")).hasSize(21);
	}

	@ParameterizedTest
	@MethodSource("unanswered")
	void validationWhenNobodyIsAnsweredThenAllAccountsBackOff(Fault fault) {
		loaded(300);
		this.twitch.fault("validate", Stream.generate(() -> fault).limit(300).toArray(Fault[]::new));
		assertThat(validationsWithin(Duration.ofMinutes(10))).isBetween(10, 30);
	}

	static Stream<Fault> unanswered() {
		return Stream.of(FakeTwitch.answers(429, ""), FakeTwitch.answers(503, ""), FakeTwitch.isUnreachable());
	}

	@Test
	void validationWhenAnUnclear401LastsThenPresentsNoRefreshTokenAndBacksOff() {
		loaded(20);
		this.twitch.outage("validate",
				FakeTwitch.answers(401, "{\"status\":401,\"message\":\"upstream auth backend unavailable\"}"));
		assertThat(validationsWithin(Duration.ofMinutes(10))).isBetween(10, 30);
		assertThat(this.twitch.requests("refresh")).isEmpty();
		this.twitch.recover();
		assertThat(validationsWithin(Duration.ofMinutes(10))).isEqualTo(20);
		assertThat(this.manager.known()).allMatch((account) -> account.state() == State.LOGGED_IN);
	}

	private void loaded(int accounts) {
		for (int i = 0; i < accounts; i++) {
			this.store.save(name(i), this.twitch.logIn());
			this.manager.getToken(name(i)).block(LIMIT);
		}
	}

	private int validationsWithin(Duration duration) {
		int before = this.twitch.requests("validate").size();
		this.time.advanceTimeBy(duration);
		return this.twitch.requests("validate").size() - before;
	}

	private List<Instant> validationTimes() {
		return IntStream.range(0, 20)
			.mapToObj((i) -> this.manager.account(name(i)).validateAt().at())
			.distinct()
			.toList();
	}

	private boolean isWithin(Instant time, Duration least, Duration most) {
		Duration wait = Duration.between(this.clock.instant(), time);
		return wait.compareTo(least) >= 0 && wait.compareTo(most) <= 0;
	}

	private static String name(int number) {
		return "user-" + number;
	}

}
