package io.github.twitchoauth.authorization;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Store whose updates and reads wait until they are let go.
 */
final class LockedTokenStore implements TokenStore {

	private final TokenStore store;

	private final CountDownLatch waiting = new CountDownLatch(1);

	private final Semaphore permits = new Semaphore(0);

	private volatile boolean readable = true;

	LockedTokenStore(TokenStore store) {
		this.store = store;
	}

	LockedTokenStore unreadable() {
		this.readable = false;
		return this;
	}

	void awaitWaiting() throws InterruptedException {
		this.waiting.await();
	}

	void letGo() {
		this.permits.release(1000);
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		if (!this.readable) {
			awaitPermit();
		}
		return this.store.find(account);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		awaitPermit();
		return this.store.update(account, change);
	}

	private void awaitPermit() {
		this.waiting.countDown();
		this.permits.acquireUninterruptibly();
	}

}
