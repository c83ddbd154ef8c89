package io.github.twitchoauth.authorization;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a person who approves while the account's refresh waits for its answer.
 */
class LoginDuringRefreshTests extends AbstractTokenManagerTests {

	@Test
	void loginWhenRefreshIsNotAnsweredThenDoesNotWaitForIt() {
		CompletableFuture<TwitchToken> refresh = hangingRefresh();
		TwitchToken token = logIn().join();
		assertThat(token.accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		assertThat(refresh.join().accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests("refresh")).hasSize(1);
		expectEvents(AuthenticatedEvent.class);
		assertThat(this.manager.refresh(ACCOUNT, "at-2").block(LIMIT).accessToken()).isEqualTo("at-3");
	}

	@Test
	void loginWhenAnotherProcessRefreshesItsTokenAtOnceThenTheNewerOneStays() {
		TwitchTokenManager another = manager(this.store);
		this.manager = manager(new TokenStore() {

			@Override
			public TwitchToken find(String account) {
				return LoginDuringRefreshTests.this.store.find(account);
			}

			@Override
			public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
				TwitchToken token = LoginDuringRefreshTests.this.store.update(account, change);
				if (token.accessToken().equals("at-2")) {
					another.refresh(ACCOUNT, "at-2").block(LIMIT);
				}
				return token;
			}

		});
		hangingRefresh();
		assertThat(logIn()).succeedsWithin(LIMIT);
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-3");
		assertThat(this.twitch.isAlive("at-3")).isTrue();
	}

	@Test
	void loginWhenLogoutWaitsForTheRefreshThenOutlivesIt() {
		hangingRefresh();
		CompletableFuture<Void> logout = this.manager.revoke().toFuture();
		Awaitility.await().until(() -> this.tasks.get() > this.twitch.unanswered());
		TwitchToken token = logIn().join();
		assertThat(logout).succeedsWithin(LIMIT);
		assertThat(this.store.find(ACCOUNT)).isEqualTo(token);
		assertThat(this.twitch.requests("revoke")).isEmpty();
		assertThat(this.twitch.isAlive("at-2")).isTrue();
	}

	@Test
	void loginWhenRefreshIsNotAnsweredAndApplicationClosesThenTokenIsKept() {
		hangingRefresh();
		CompletableFuture<TwitchToken> login = logIn();
		this.lifecycle.close();
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		assertThat(login.handle((token, error) -> "ended")).succeedsWithin(LIMIT);
	}

	@Test
	void loginWhenStoreIsSlowAndApplicationClosesThenClosingWaitsUntilTokenIsKept() throws InterruptedException {
		LockedTokenStore slow = new LockedTokenStore(this.store);
		this.manager = manager(slow);
		logIn();
		slow.awaitWaiting();
		Thread closing = new Thread(this.lifecycle::close);
		closing.start();
		closing.join(AuthorizationLifecycle.GRACE_PERIOD.plusMillis(400).toMillis());
		assertThat(closing.isAlive()).isTrue();
		slow.letGo();
		closing.join(LIMIT.toMillis());
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-1");
	}

	@Test
	void logoutWhenALoginIsBeingStoredThenEndsIt() throws InterruptedException {
		LockedTokenStore slow = new LockedTokenStore(this.store);
		this.manager = manager(slow);
		CompletableFuture<TwitchToken> login = logIn();
		slow.awaitWaiting();
		CompletableFuture<Void> logout = this.manager.forget(ACCOUNT).toFuture();
		Awaitility.await().until(() -> this.tasks.get() > 1);
		slow.letGo();
		assertThat(logout).succeedsWithin(LIMIT);
		assertThat(login.handle((token, error) -> "ended")).succeedsWithin(LIMIT);
		assertThat(this.store.find(ACCOUNT)).isNull();
	}

	@RepeatedTest(20)
	void logoutWhenALoginHasNotBeenStoredYetThenEndsItWhicheverGetsTheLockFirst() {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> busy = CompletableFuture
			.supplyAsync(() -> this.manager.account(ACCOUNT).exclusively(() -> {
				held.countDown();
				return awaitUninterruptibly(release);
			}));
		assertThat(awaitUninterruptibly(held)).isTrue();
		CompletableFuture<TwitchToken> login = logIn();
		Awaitility.await().until(() -> this.manager.account(ACCOUNT).newerLogin().arrivals() == 1);
		CompletableFuture<Void> logout = this.manager.forget(ACCOUNT).toFuture();
		Awaitility.await().until(() -> this.tasks.get() > 1);
		release.countDown();
		assertThat(busy).succeedsWithin(LIMIT);
		assertThat(logout).succeedsWithin(LIMIT);
		assertThat(login.handle((token, error) -> "ended")).succeedsWithin(LIMIT);
		assertThat(this.store.find(ACCOUNT)).isNull();
		assertThat(this.manager.account(ACCOUNT).current()).isNull();
	}

	private static boolean awaitUninterruptibly(CountDownLatch latch) {
		try {
			return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private CompletableFuture<TwitchToken> hangingRefresh() {
		loaded();
		this.twitch.expire("at-1");
		this.twitch.fault("refresh", FakeTwitch.isSilent());
		CompletableFuture<TwitchToken> refresh = this.manager.refresh(ACCOUNT, "at-1").toFuture();
		Awaitility.await().until(() -> !this.twitch.requests("refresh").isEmpty());
		return refresh;
	}

	private CompletableFuture<TwitchToken> logIn() {
		TwitchToken token = this.twitch.logIn();
		return this.manager
			.logIn(ACCOUNT,
					new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt()))
			.toFuture()
			.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

}
