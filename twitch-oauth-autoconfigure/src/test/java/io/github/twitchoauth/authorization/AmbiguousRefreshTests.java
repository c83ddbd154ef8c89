package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.authorization.FakeTwitch.Fault;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for refreshes of which nobody can tell whether they worked.
 */
class AmbiguousRefreshTests extends AbstractTokenManagerTests {

	private static final Fault DOWN = FakeTwitch.answers(503, "");

	private static final Fault UNCLEAR = FakeTwitch.answers(401,
			"{\"status\":401,\"message\":\"upstream auth backend unavailable\"}");

	static Stream<Fault> lostBeforeTheWork() {
		return Stream.of((work) -> FakeTwitch.worksButResets().answer(() -> null),
				FakeTwitch.answers(500, "{\"status\":500,\"message\":\"oops\"}"),
				FakeTwitch.answers(502, "<html><body>Bad gateway</body></html>"),
				FakeTwitch.answers(200, "<html><body>Welcome</body></html>"),
				FakeTwitch.answers(200, "{\"access_token\":\"at-"));
	}

	static Stream<Fault> lostAfterTheWork() {
		return Stream.of(FakeTwitch.worksButResets(), FakeTwitch.worksButAnswers(500, ""),
				FakeTwitch.worksButAnswers(200, "{\"access_token\":\"at-"));
	}

	@ParameterizedTest
	@MethodSource("lostBeforeTheWork")
	void refreshWhenUnansweredAndStillAliveThenServesItAndPresentsNothingUntilItIsDead(Fault fault) {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.fault("refresh", fault);
		assertThat(await(this.manager.refresh(ACCOUNT, "at-1"))).isEqualTo(marked);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(marked);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(marked);
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		this.twitch.expire("at-1");
		this.clock.jump(Duration.ofMinutes(2));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@Test
	void refreshWhenTheOldTokenOutlivesALostAnswerThenItIsNotPresentedAgainWhileItLives() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.survive("at-1");
		this.twitch.fault("refresh", FakeTwitch.worksButResets());
		for (int minute = 1; minute < 200; minute++) {
			assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(marked);
			this.clock.jump(Duration.ofMinutes(minute));
		}
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("lostBeforeTheWork")
	void refreshWhenUnansweredAndExpiredThenTriesOnceMore(Fault fault) {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", fault);
		assertThat(await(this.manager.refresh(ACCOUNT, "at-1")).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(1));
		expectEvents(TokenRefreshedEvent.class);
	}

	@ParameterizedTest
	@MethodSource("lostAfterTheWork")
	void refreshWhenAnswerIsLostThenTheLastTryDecides(Fault fault) {
		loaded();
		this.twitch.fault("refresh", fault);
		assertThat(catchThrowable(() -> await(this.manager.refresh(ACCOUNT, "at-1"))))
			.isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(this.lost).containsExactly(ACCOUNT);
		expectEvents(AuthorizationLostEvent.class);
	}

	@Test
	void refreshWhenValidationIsUndeterminedThenAsksItAgainBeforeAnyPost() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.fault("refresh", DOWN).fault("validate", DOWN, DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofMinutes(2));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(marked);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "validate at-1",
				"validate at-1");
	}

	@Test
	void refreshWhenThereWasNoConnectionThenTokenIsNotSuspect() {
		loaded();
		this.twitch.fault("refresh", FakeTwitch.isUnreachable());
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "refresh rt-1");
	}

	@Test
	void refreshWhenThereAreTooManyRequestsThenSendsNoOther() {
		TwitchToken token = loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", FakeTwitch.answers(429, ""));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "refresh rt-1");
	}

	@ParameterizedTest
	@MethodSource("retryAfterStatuses")
	void refreshWhenAskedToWaitThenAsksNothingUntilThen(int status) {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", FakeTwitch.answersRetryAfter(status, 90));
		List<String> requests = this.twitch.requests();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofSeconds(89));
		for (int i = 0; i < 100; i++) {
			assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		}
		assertThat(requests).hasSize(1);
		this.clock.jump(Duration.ofSeconds(90));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	static Stream<Integer> retryAfterStatuses() {
		return Stream.of(429, 503);
	}

	@Test
	void refreshWhenAskedToWaitAndAnotherProcessHasRefreshedThenUsesItsToken() {
		loaded();
		this.twitch.fault("refresh", FakeTwitch.answersRetryAfter(429, 3600));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		TwitchToken newer = manager(this.store).refresh(ACCOUNT, "at-1").block(LIMIT);
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(newer);
	}

	@Test
	void getTokenWhenRefreshAheadFailsThenServesTheTokenUntilItExpires() {
		loaded();
		this.clock.jump(Duration.ofHours(4).minusSeconds(30));
		this.twitch.fault("refresh", DOWN).fault("validate", DOWN);
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests()).hasSize(2);
	}

	@Test
	void refreshWhenTwitchIsSilentThenCallerHearsWithinTwoTimeoutsAndNothingElseIsSent() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", FakeTwitch.isSilent());
		assertThat(catchThrowable(() -> await(this.manager.refresh(ACCOUNT, "at-1"))))
			.isInstanceOf(TwitchUnavailableException.class)
			.hasMessageContaining("the answer is awaited");
		assertThat(this.clock.instant())
			.isBeforeOrEqualTo(Instant.EPOCH.plus(FakeTwitch.REQUEST_TIMEOUT.multipliedBy(2)).plusMillis(500));
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		pass(Duration.ofMinutes(4));
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		pass(Duration.ofMinutes(1));
		expectEvents(AuthorizationFailedEvent.class, TokenRefreshedEvent.class);
		assertThat(this.twitch.requests("refresh")).hasSize(2);
	}

	@Test
	void refreshWhenTheAnswerComesLongAfterTheTimeoutThenItIsTaken() {
		loaded();
		this.twitch.expire("at-1");
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", (work) -> Mono.fromSupplier(work).delayUntil((done) -> answer.asMono()));
		assertThat(catchThrowable(() -> await(this.manager.refresh(ACCOUNT, "at-1"))))
			.isInstanceOf(TwitchUnavailableException.class);
		pass(Duration.ofMinutes(2));
		answer.tryEmitEmpty();
		expectEvents(AuthorizationFailedEvent.class, TokenRefreshedEvent.class);
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests("refresh")).hasSize(1);
	}

	@Test
	void refreshWhenAnErrorFollowsThePresentationThenTheTokenIsPossiblySpent() {
		loaded();
		this.twitch.fault("refresh", (work) -> Mono.fromSupplier(work).map((lost) -> {
			throw new OutOfMemoryError("simulated");
		}));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isNotNull();
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isNotNull();
		assertThat(this.twitch.requests()).startsWith("refresh rt-1", "validate at-1");
	}

	@Test
	void refreshWhenNothingCanBeValidatedAndTheTokenWasRefusedThenIsTriedALastTime() {
		TwitchToken token = stored();
		this.manager = application(this.store, Duration.ofMinutes(1), false).manager();
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		this.twitch.fault("refresh", DOWN);
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "refresh rt-1");
	}

	@Test
	void refreshWhenLastTryIsUnansweredThenKeepsTheTokenAndAsksBeforeTheNext() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", DOWN, DOWN, DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1", "refresh rt-1");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(marked);
		this.twitch.requests().clear();
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "refresh rt-1");
		this.clock.jump(Duration.ofMinutes(2));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.events).noneMatch(AuthorizationLostEvent.class::isInstance);
	}

	@Test
	void refreshWhenOneHasWorkedThenTheNextBackOffIsTheShortestAgain() {
		loaded();
		for (int seconds : List.of(1, 2, 4)) {
			this.twitch.fault("refresh", FakeTwitch.isUnreachable());
			assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
			pass(Duration.ofSeconds(seconds));
		}
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		this.twitch.fault("refresh", FakeTwitch.isUnreachable());
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-2"))).isInstanceOf(TwitchUnavailableException.class);
		pass(Duration.ofSeconds(1));
		assertThat(this.manager.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
	}

	@ParameterizedTest
	@MethodSource("lostBeforeTheWork")
	void refreshWhenUnansweredThenAnotherProcessPresentsTheTokenOnceWhenItIsDead(Fault fault) {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.fault("refresh", fault);
		await(this.manager.refresh(ACCOUNT, "at-1"));
		expectPresentedOnceWhenDead(manager(this.store), marked);
	}

	@Test
	void refreshWhenNeitherAnsweredNorValidatedThenAnotherProcessPresentsTheTokenOnceWhenItIsDead() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.fault("refresh", DOWN).fault("validate", DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		expectPresentedOnceWhenDead(manager(this.store), marked);
	}

	@Test
	void refreshWhenAnErrorFollowsThePresentationThenAnotherProcessPresentsTheTokenOnceWhenItIsDead() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.fault("refresh", (work) -> Mono.fromSupplier(() -> {
			throw new OutOfMemoryError("simulated");
		}));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		expectPresentedOnceWhenDead(manager(this.store), marked);
	}

	@Test
	void refreshWhenTheLastTryIsUnansweredThenAnotherProcessAsksBeforeTheNext() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", DOWN, DOWN);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.twitch.requests().clear();
		assertThat(manager(this.store).refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "refresh rt-1");
	}

	@Test
	void refreshWhenProvenUnspentThenAnotherProcessPresentsIt() {
		TwitchToken token = loaded();
		this.twitch.fault("refresh", FakeTwitch.isUnreachable());
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		assertThat(manager(this.store).refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT).possiblySpent()).isFalse();
	}

	@Test
	void refreshWhenAnswerIsLostAndTheValidationIsUnclearThenPresentsNothingUntilTheServerIsClear() {
		loaded();
		this.twitch.survive("at-1");
		this.twitch.fault("refresh", FakeTwitch.worksButAnswers(502, "")).fault("validate", UNCLEAR, UNCLEAR);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofMinutes(1));
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(TwitchUnavailableException.class);
		this.clock.jump(Duration.ofMinutes(2));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	@Test
	void refreshWhenAnswerIsLostAndOnlyOurClockSaysThatTheOldTokenIsOverThenPresentsNothing() {
		TwitchToken marked = loaded().withPossiblySpent(true);
		this.twitch.lifetime(Duration.ofDays(1));
		this.twitch.fault("refresh", FakeTwitch.worksButAnswers(502, ""));
		this.twitch.keepAlive("at-1");
		this.clock.jump(Duration.ofHours(5));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(marked);
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(marked);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1", "validate at-1");
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	private void expectPresentedOnceWhenDead(TwitchTokenManager another, TwitchToken marked) {
		int before = this.twitch.requests("refresh").size();
		for (int minute = 1; minute < 5; minute++) {
			assertThat(another.refresh(ACCOUNT, "at-1").block(LIMIT)).isEqualTo(marked);
			this.clock.jump(Duration.ofMinutes(minute));
		}
		assertThat(this.twitch.requests("refresh")).hasSize(before);
		this.twitch.expire("at-1");
		assertThat(another.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests("refresh")).hasSize(before + 1);
		assertThat(this.twitch.isReplayed()).isFalse();
	}

}
