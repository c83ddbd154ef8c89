package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is under way when the application closes.
 */
class ClosingTests extends AbstractTokenManagerTests {

	@Test
	void closeWhenRefreshWaitsForTheStoreThenGivesUpSoonAndNothingIsPosted() throws Exception {
		LockedTokenStore locked = new LockedTokenStore(this.store);
		TwitchTokenManager manager = manager(locked);
		stored();
		CompletableFuture<TwitchToken> refresh = manager.refresh(ACCOUNT, "at-1").toFuture();
		locked.awaitWaiting();
		Thread closing = new Thread(this.lifecycle::close);
		closing.start();
		closing.join(LIMIT.toMillis());
		assertThat(closing.isAlive()).isFalse();
		expectShutDown(refresh);
		locked.letGo();
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> this.twitch.requests().isEmpty());
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-1");
	}

	@Test
	void closeWhenTheAnswerToARefreshIsUnderWayThenItIsWaitedForAndSaved() throws Exception {
		Sinks.Empty<Void> answer = Sinks.empty();
		this.twitch.fault("refresh", FakeTwitch.waitsFor(answer.asMono()));
		loaded();
		this.manager.refresh(ACCOUNT, "at-1").subscribe((token) -> {
		}, (closing) -> {
		});
		Awaitility.await().until(() -> !this.twitch.requests("refresh").isEmpty());
		Thread closing = new Thread(this.lifecycle::close);
		closing.start();
		closing.join(AuthorizationLifecycle.GRACE_PERIOD.multipliedBy(2).toMillis());
		assertThat(closing.isAlive()).isTrue();
		answer.tryEmitEmpty();
		closing.join(LIMIT.toMillis());
		assertThat(closing.isAlive()).isFalse();
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void closeWhenRevocationIsNotAnsweredThenTheCallerLearns() {
		loaded();
		this.twitch.fault("revoke", FakeTwitch.isSilent());
		CompletableFuture<Void> revocation = this.manager.revoke().toFuture();
		Awaitility.await().until(() -> !this.twitch.requests("revoke").isEmpty());
		this.lifecycle.close();
		expectShutDown(revocation);
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-1");
	}

	@Test
	void closeWhenCalledByASubscriberOfARefreshThenDoesNotWaitForItself() {
		loaded();
		Mono<TwitchToken> refresh = this.manager.refresh(ACCOUNT, "at-1").doOnNext((token) -> this.lifecycle.close());
		assertThat(refresh.toFuture()).succeedsWithin(LIMIT);
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void closeWhenCalledByASubscriberOfALogoutThenDoesNotWaitForItself() {
		loaded();
		Mono<Void> logout = this.manager.revoke().doOnTerminate(this.lifecycle::close);
		assertThat(logout.toFuture()).succeedsWithin(AuthorizationLifecycle.GRACE_PERIOD.dividedBy(2));
	}

	private static void expectShutDown(CompletableFuture<?> call) {
		assertThat(call).failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TwitchOAuthException.class)
			.withMessageContaining("shutting down");
	}

}
