package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PollAnswers}.
 */
class PollAnswersTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final TokenResponse TOKEN = new TokenResponse("at", "rt", null, null);

	private final Sinks.One<Outcome<TokenResponse>> server = Sinks.one();

	private final PollAnswers answers = new PollAnswers(TIMEOUT, new AuthorizationLifecycle(Clock.systemUTC()));

	private VirtualTimeScheduler time;

	@BeforeEach
	void setUpTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void resetTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void lateTokenWhenItHasBeenSeenAlreadyThenIsStillThere() {
		beLate();
		this.server.tryEmitValue(new Success<>(TOKEN));
		assertThat(this.answers.lateToken().block(LIMIT)).isEqualTo(TOKEN);
		assertThat(this.answers.isAnyLate()).isTrue();
		assertThat(this.answers.lateToken().block(LIMIT)).isEqualTo(TOKEN);
	}

	@Test
	void lateTokenWhenTheLateAnswerHasNoneThenIsEmptyAndNoneIsLateAnyMore() {
		beLate();
		this.server.tryEmitValue(new Undetermined<>("gave up", null, null));
		assertThat(this.answers.lateToken().block(LIMIT)).isNull();
		assertThat(this.answers.isAnyLate()).isFalse();
	}

	@Test
	void disposeWhenAPollBeginsAtThatMomentThenEndsItAsWell() {
		AtomicInteger cancelled = new AtomicInteger();
		Mono<Outcome<TokenResponse>> poll = this.server.asMono()
			.doOnSubscribe((subscription) -> this.answers.dispose())
			.doOnCancel(cancelled::incrementAndGet);
		this.answers.of(sent(poll)).subscribe();
		assertThat(cancelled).hasValue(1);
	}

	@Test
	void pollWhenItWaitsForAConnectionThenIsNotLate() {
		this.answers.of((sent) -> this.server.asMono()).subscribe();
		this.time.advanceTimeBy(TIMEOUT.multipliedBy(10));
		assertThat(this.answers.isAnyLate()).isFalse();
	}

	private void beLate() {
		this.answers.of(sent(this.server.asMono())).subscribe();
		this.time.advanceTimeBy(TIMEOUT);
		assertThat(this.answers.isAnyLate()).isTrue();
	}

	private static Function<Runnable, Mono<Outcome<TokenResponse>>> sent(Mono<Outcome<TokenResponse>> poll) {
		return (sent) -> poll.doOnSubscribe((subscription) -> sent.run());
	}

}
