package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collections;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Validation of accounts that this process does not use, in a store that is shared.
 */
@Tag("long")
class SharedValidationTests extends AbstractTokenManagerTests {

	private static final String USER = "user-42";

	private final SharedStore shared = new SharedStore(this.store, this.clock);

	@BeforeEach
	void share() {
		this.manager = manager(this.shared);
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
		this.manager.startValidation();
	}

	@Test
	void validationWhenTokenLivesThenItIsDueWithinTheIntervalAndNothingIsKept() {
		due(this.twitch.logIn());
		eventually(() -> assertThat(this.shared.delays).hasSize(1));
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		assertThat(this.shared.delays).allMatch((delay) -> delay.compareTo(Duration.ofMinutes(47)) >= 0
				&& delay.compareTo(Duration.ofSeconds(59 * 60 + 19)) <= 0);
		assertThat(this.manager.peek(USER).current()).isNull();
		assertThat(this.manager.known()).isEmpty();
		assertThat(this.store.updates()).isOne();
		assertThat(this.events).isEmpty();
	}

	@Test
	void validationWhenRowIsLockedThenIsScheduledTheNextTimeAndNotMadeTwice() {
		this.shared.locked = true;
		due(this.twitch.logIn());
		eventually(() -> assertThat(this.shared.delays).hasSize(1));
		assertThat(this.shared.locked).isFalse();
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
	}

	@Test
	void validationWhenHoursPassThenTokenIsValidatedEachHour() {
		due(this.twitch.logIn());
		for (int i = 0; i < 12; i++) {
			pass(Duration.ofMinutes(15));
		}
		assertThat(this.twitch.requests("validate")).hasSizeBetween(3, 4);
	}

	@Test
	void validationWhenUserIsNotKnownThenIsFoundOutAndStored() {
		due(with(this.twitch.logIn(), FakeTwitch.SCOPES, null));
		eventually(() -> assertThat(this.shared.delays).hasSize(1));
		assertThat(this.store.find(USER).login()).isEqualTo("twitchdev");
		assertThat(this.manager.peek(USER).current()).isNull();
		assertThat(this.events).noneMatch(AuthenticatedEvent.class::isInstance);
	}

	@Test
	void validationWhenTokenIsDeadThenItIsRefreshedAndNothingIsKept() {
		due(this.twitch.logIn());
		this.twitch.expire("at-1");
		eventually(() -> assertThat(this.shared.delays).hasSize(1).allMatch((delay) -> delay.toMinutes() >= 47));
		assertThat(this.twitch.requests()).containsExactly("validate at-1", "refresh rt-1");
		assertThat(this.store.find(USER).accessToken()).isEqualTo("at-2");
		expectEvents(TokenRefreshedEvent.class);
		assertThat(this.manager.peek(USER).current()).isNull();
	}

	@Test
	void validationWhenAuthorizationIsDeadThenIsLostAndTokenRemoved() {
		due(this.twitch.logIn());
		this.twitch.disconnect();
		eventually(() -> assertThat(this.shared.delays).hasSize(1));
		expectEvents(AuthorizationLostEvent.class);
		assertThat(this.store.find(USER)).isNull();
		assertThat(this.lost).containsExactly(USER);
		assertThat(this.manager.known()).isEmpty();
	}

	@Test
	void validationWhenNotAnsweredThenIsMadeAgainWithinAMinuteAndCountsAsOverdue() {
		due(this.twitch.logIn());
		this.twitch.fault("validate", FakeTwitch.answers(503, ""));
		pass(Duration.ofSeconds(40));
		assertThat(this.twitch.requests("validate")).hasSize(1);
		assertThat(this.shared.delays).isEmpty();
		assertThat(this.manager.validationLag()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(41));
		pass(Duration.ofSeconds(15));
		Awaitility.await().untilAsserted(() -> assertThat(this.twitch.requests("validate")).hasSize(2));
		eventually(() -> assertThat(this.manager.validationLag()).isZero());
	}

	@Test
	void validationWhenStoreIsDownThenGoesOnWhenItIsBack() {
		this.shared.down = true;
		due(this.twitch.logIn());
		pass(Duration.ofMinutes(5));
		assertThat(this.twitch.requests()).isEmpty();
		assertThat(this.manager.validationLag()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
		this.shared.down = false;
		eventually(() -> assertThat(this.twitch.requests("validate")).hasSize(1));
	}

	@Test
	void validationWhenRefreshedTokenCannotBeStoredThenAccountStaysUntilItIs() {
		due(this.twitch.logIn());
		this.twitch.expire("at-1");
		this.store.fail(Collections.nCopies(6, Failure.NOT_WRITTEN).toArray(Failure[]::new));
		eventually(() -> assertThat(this.manager.peek(USER).isUnsaved()).isTrue());
		eventually(() -> assertThat(this.manager.peek(USER).current()).isNull());
		assertThat(this.store.find(USER).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests("refresh")).hasSize(1);
	}

	@Test
	void getTokenWhileItIsValidatedThenAccountIsAnnouncedAndStays() {
		due(this.twitch.logIn());
		this.twitch.fault("validate", FakeTwitch.isSilent());
		eventually(() -> assertThat(this.twitch.requests("validate")).hasSize(1));
		Account lent = this.manager.peek(USER);
		assertThat(lent.isServed()).isFalse();
		assertThat(this.manager.account(USER)).isSameAs(lent);
		lent.follow();
		expectEvents(AuthenticatedEvent.class);
		pass(Duration.ofMinutes(2));
		assertThat(this.manager.known()).containsExactly(lent);
		assertThat(this.manager.getToken(USER).block(LIMIT).accessToken()).isEqualTo("at-1");
	}

	@Test
	void validationWhenAccountIsInUseThenIsMadeOnceAndAccountStays() {
		due(this.twitch.logIn());
		this.manager.getToken(USER).block(LIMIT);
		pass(Duration.ofMinutes(5));
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
		assertThat(this.manager.known()).hasSize(1);
	}

	@Test
	void validationWhenNothingIsStoredThenNothingIsAsked() {
		this.shared.due.put(USER, this.clock.instant());
		eventually(() -> assertThat(this.shared.delays).hasSize(1));
		assertThat(this.twitch.requests()).isEmpty();
	}

	// What real threads do in between may take any number of steps.
	private void eventually(ThrowingRunnable assertion) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
			pass(Duration.ofMillis(500));
			assertion.run();
		});
	}

	private void due(TwitchToken token) {
		this.store.save(USER, token);
		this.shared.due.put(USER, this.clock.instant());
	}

}
