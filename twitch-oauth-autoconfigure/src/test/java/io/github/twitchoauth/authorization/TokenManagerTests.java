package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TwitchTokenManager}: who gets which token, and what is asked for it.
 */
class TokenManagerTests extends AbstractTokenManagerTests {

	@Test
	void getTokenWhenThereIsNoneThenRequiresALogin() {
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContaining("'default'");
		assertThat(this.twitch.requests()).isEmpty();
	}

	@Test
	void getTokenWhenOnlyInTheStoreThenLoadsIt() {
		TwitchToken token = stored();
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		assertThat(this.twitch.requests()).isEmpty();
	}

	@Test
	void getTokenWhenOnlyInTheStoreThenTellsOnceOfTheLogin() {
		TwitchToken token = stored();
		this.manager.getToken().block(LIMIT);
		this.manager.refresh(ACCOUNT, token.accessToken()).block(LIMIT);
		expectEvents(AuthenticatedEvent.class, TokenRefreshedEvent.class);
		AuthenticatedEvent event = (AuthenticatedEvent) this.events.get(0);
		assertThat(event.isRestored()).isTrue();
		assertThat(event.getToken()).isEqualTo(token);
	}

	@Test
	void refreshWhenOnlyInTheStoreThenTellsOfTheLogin() {
		stored();
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		expectEvents(AuthenticatedEvent.class);
		assertThat(((AuthenticatedEvent) this.events.get(0)).getToken().accessToken()).isEqualTo("at-2");
	}

	@Test
	void getTokenWhenTheStoredOneHasExpiredThenTellsOfTheLoginWhenItIsRefreshed() {
		stored();
		this.clock.jump(Duration.ofHours(5));
		TwitchToken token = this.manager.getToken().block(LIMIT);
		assertThat(token.expiresAt()).isAfter(this.clock.instant());
		expectEvents(AuthenticatedEvent.class);
		assertThat(((AuthenticatedEvent) this.events.get(0)).getToken().accessToken()).isEqualTo("at-2");
	}

	@Test
	void getTokenWhenSomebodyElseHasLoggedInAgainThenTellsOfTheLogin() {
		loaded();
		this.manager.forget(ACCOUNT).block(LIMIT);
		TwitchToken token = stored();
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		expectEvents(LoggedOutEvent.class, AuthenticatedEvent.class);
	}

	@Test
	void getTokenWhenTheStoredLoginIsNotTheExpectedOneThenTellsWhyOnce() {
		stored();
		TwitchTokenManager expecting = expecting("somebody").manager();
		assertThat(failure(expecting.getToken())).isInstanceOf(AuthorizationRequiredException.class)
			.hasMessageContaining("that of 'twitchdev', but 'somebody' is expected");
		assertThat(failure(expecting.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		expectEvents(AuthorizationFailedEvent.class);
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
	}

	@Test
	void getTokenWhenValidThenAsksNobody() {
		TwitchToken token = loaded();
		int updates = this.store.updates();
		assertThat(this.manager.getToken().block(LIMIT)).isSameAs(token);
		assertThat(this.twitch.requests()).isEmpty();
		assertThat(this.store.updates()).isEqualTo(updates);
	}

	@Test
	void getTokenWhenExpiredThenRefreshesOnce() {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		TwitchToken token = this.manager.getToken().block(LIMIT);
		assertThat(token.accessToken()).isEqualTo("at-2");
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token).isEqualTo(this.store.find(ACCOUNT));
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void refreshWhenAccountHasNotBeenReadBeforeThenItIsValidatedFromThenOn() {
		stored();
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		this.time.advanceTimeBy(Duration.ofHours(1));
		Awaitility.await().until(() -> this.twitch.requests().contains("validate at-2"));
	}

	@Test
	void getTokenWhenRefreshAheadTakesLongThenServesTheTokenThatLives() throws Exception {
		LockedTokenStore locked = new LockedTokenStore(this.store);
		TwitchTokenManager manager = manager(locked);
		TwitchToken token = stored();
		assertThat(manager.getToken().block(LIMIT)).isEqualTo(token);
		this.clock.jump(untilExpiryOf(token).minusSeconds(30));
		CompletableFuture<TwitchToken> call = manager.getToken().toFuture();
		locked.awaitWaiting();
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(call).isNotDone();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(call).isCompletedWithValue(token);
		locked.letGo();
		assertThat(await(manager.refresh(ACCOUNT, token.accessToken()))).isNotEqualTo(token);
	}

	@Test
	void getTokenWhenTokenExpiresWhileItIsRefreshedThenWaitsForTheNewOne() throws Exception {
		LockedTokenStore locked = new LockedTokenStore(this.store);
		TwitchTokenManager manager = manager(locked);
		TwitchToken token = stored();
		assertThat(manager.getToken().block(LIMIT)).isEqualTo(token);
		this.clock.jump(untilExpiryOf(token).minusSeconds(1));
		CompletableFuture<TwitchToken> call = manager.getToken().toFuture();
		locked.awaitWaiting();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(call).isNotDone();
		locked.letGo();
		assertThat(await(call)).isNotEqualTo(token);
		assertThat(this.twitch.isReplayed()).isFalse();
	}

	private Duration untilExpiryOf(TwitchToken token) {
		return Duration.between(this.clock.instant(), Objects.requireNonNull(token.expiresAt()));
	}

	@Test
	void getTokenWhenStoreAndTwitchAreSlowThenTheCallerStillLearnsInTime() throws Exception {
		stored();
		this.clock.jump(Duration.ofHours(5));
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		LockedTokenStore slow = new LockedTokenStore(this.store).unreadable();
		CompletableFuture<TwitchToken> call = manager(slow).getToken().toFuture();
		slow.awaitWaiting();
		this.time.advanceTimeBy(FakeTwitch.REQUEST_TIMEOUT.multipliedBy(2).minusSeconds(1));
		slow.letGo();
		Awaitility.await().until(() -> !this.twitch.requests("refresh").isEmpty());
		assertThat(call).isNotDone();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(call).failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TwitchUnavailableException.class);
		answer.tryEmitEmpty();
	}

	@Test
	void getTokenWhenFirstRefreshAheadHangsThenTheLivingTokenIsServed() {
		TwitchToken token = stored();
		this.clock.jump(Duration.ofHours(4).minusSeconds(50));
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		CompletableFuture<TwitchToken> call = this.manager.getToken().toFuture();
		Awaitility.await().until(() -> !this.twitch.requests("refresh").isEmpty());
		this.time.advanceTimeBy(FakeTwitch.REQUEST_TIMEOUT.multipliedBy(2));
		assertThat(call).succeedsWithin(LIMIT).isEqualTo(token);
		answer.tryEmitEmpty();
	}

	@Test
	void getTokenWhenAboutToExpireThenRefreshesAhead() {
		loaded();
		this.clock.jump(Duration.ofHours(4).minusSeconds(61));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		this.clock.jump(Duration.ofHours(4).minusSeconds(60));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void getTokenWhenAheadOfExpiryIsZeroThenNeverRefreshesByItself() {
		this.manager = manager(this.store, Duration.ZERO);
		loaded();
		this.clock.jump(Duration.ofHours(5));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests()).isEmpty();
	}

	@Test
	void getTokenWhenTokensAreShortLivedThenEachServesHalfOfItsLife() {
		this.twitch.lifetime(Duration.ofSeconds(40));
		adopt(this.manager, ACCOUNT, this.twitch.logIn());
		this.clock.jump(Duration.ofSeconds(40));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		this.clock.jump(Duration.ofSeconds(59));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		this.clock.jump(Duration.ofSeconds(61));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.requests()).hasSize(2);
	}

	@Test
	void getTokenWhenClockIsSetBackThenTokenStillExpiresInTime() {
		adopt(this.manager, ACCOUNT, this.twitch.logIn());
		this.clock.jump(Duration.ofHours(3).negated());
		this.time.advanceTimeBy(Duration.ofHours(4).minusSeconds(61));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void getTokenWhenAnotherProcessHasRefreshedThenUsesItsToken() {
		loaded();
		this.clock.jump(Duration.ofHours(3));
		TwitchToken newer = manager(this.store).refresh(ACCOUNT, "at-1").block(LIMIT);
		this.clock.jump(Duration.ofHours(4));
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(newer);
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
	}

	@Test
	void refreshWhenTokenIsNotCurrentAnyMoreThenAsksNobody() {
		TwitchToken token = loaded();
		assertThat(this.manager.refresh(ACCOUNT, "at-0").block(LIMIT)).isEqualTo(token);
		assertThat(this.twitch.requests()).isEmpty();
	}

	@Test
	void refreshWhenThereIsNothingThenRequiresALogin() {
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.twitch.requests()).isEmpty();
		assertThat(this.events).isEmpty();
	}

	@Test
	void refreshWhenThousandSubscribeAtOnceThenPostsOnce() {
		loaded();
		List<String> tokens = Flux.range(0, 1000)
			.flatMap((i) -> this.manager.refresh(ACCOUNT, "at-1").subscribeOn(Schedulers.boundedElastic()), 1000)
			.map(TwitchToken::accessToken)
			.collectList()
			.block(LIMIT);
		assertThat(tokens).hasSize(1000).containsOnly("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void getTokenWhenThousandFindItExpiredThenPostsOnce() {
		loaded();
		this.clock.jump(Duration.ofHours(5));
		List<TwitchToken> tokens = Flux
			.merge(IntStream.range(0, 1000)
				.mapToObj((i) -> this.manager.getToken().subscribeOn(Schedulers.boundedElastic()))
				.toList())
			.collectList()
			.block(LIMIT);
		assertThat(tokens).hasSize(1000).extracting(TwitchToken::accessToken).containsOnly("at-2");
		assertThat(this.twitch.requests()).containsExactly("refresh rt-1");
	}

	@Test
	void refreshWhenSubscriberCancelsThenGoesOnAndSaves() {
		loaded();
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		Disposable call = this.manager.refresh(ACCOUNT, "at-1").subscribe();
		awaitRequests(1);
		call.dispose();
		answer.tryEmitEmpty();
		Awaitility.await().until(() -> "at-2".equals(this.store.find(ACCOUNT).accessToken()));
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests()).hasSize(1);
	}

	@Test
	void refreshWhenAnotherTokenIsBeingRefreshedThenWaitsAndDecidesAgain() {
		Sinks.Empty<Void> answer = Sinks.empty();
		stored();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		CompletableFuture<TwitchToken> first = this.manager.refresh(ACCOUNT, "at-1").toFuture();
		awaitRequests(1);
		CompletableFuture<TwitchToken> second = this.manager.refresh(ACCOUNT, "at-0").toFuture();
		assertThat(second).isNotDone();
		answer.tryEmitEmpty();
		assertThat(first).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at-2");
		assertThat(second).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at-2");
		assertThat(this.twitch.requests()).hasSize(1);
	}

	@Test
	void revokeWhenARefreshIsUnansweredThenCallerHearsInTimeAndTheNewTokenIsRevoked() {
		loaded();
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		this.manager.refresh(ACCOUNT, "at-1").subscribe((token) -> {
		}, (error) -> {
		});
		awaitRequests(1);
		CompletableFuture<Void> logout = this.manager.revoke().toFuture();
		this.time.advanceTimeBy(FakeTwitch.REQUEST_TIMEOUT.multipliedBy(4));
		assertThat(logout).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(TwitchUnavailableException.class);
		answer.tryEmitEmpty();
		Awaitility.await().until(() -> this.store.find(ACCOUNT) == null && !this.twitch.isAlive("at-2"));
	}

	@Test
	void getTokenWhenItCannotBeRefreshedThenServesUntilItExpires() {
		TwitchToken token = this.twitch.logIn();
		this.store.save(ACCOUNT,
				new TwitchToken(token.accessToken(), null, token.scopes(), token.expiresAt(), null, null, "abc"));
		this.clock.jump(Duration.ofHours(4).minusSeconds(1));
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.twitch.requests()).isEmpty();
		this.clock.jump(Duration.ofHours(4));
		assertThat(failure(this.manager.getToken())).isInstanceOf(AuthorizationRequiredException.class);
		assertThat(this.store.find(ACCOUNT)).isNull();
	}

	@Test
	void getTokenWhenTheStoreIsStuckThenFailsInTime() {
		CompletableFuture<TwitchToken> stuck = new CompletableFuture<>();
		TokenStore store = mock(TokenStore.class);
		given(store.find(ACCOUNT)).willAnswer((call) -> stuck.join());
		this.manager = manager(store);
		CompletableFuture<TwitchToken> call = this.manager.getToken().toFuture();
		this.time.advanceTimeBy(FakeTwitch.REQUEST_TIMEOUT.multipliedBy(2));
		assertThat(call).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(TwitchOAuthException.class);
		stuck.complete(null);
	}

	private void awaitRequests(int count) {
		Awaitility.await().untilAsserted(() -> assertThat(this.twitch.requests()).hasSize(count));
	}

}
