package io.github.twitchoauth.authorization;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Store that does not answer for some accounts until it is let go.
 */
final class StuckTokenStore implements TokenStore {

	private final TokenStore store;

	private final Set<Thread> stuck = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean interrupted = new AtomicBoolean();

	private final CountDownLatch end = new CountDownLatch(1);

	StuckTokenStore(TokenStore store) {
		this.store = store;
	}

	Set<Thread> stuck() {
		return this.stuck;
	}

	boolean isInterrupted() {
		return this.interrupted.get();
	}

	void letGo() {
		this.end.countDown();
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		if (account.startsWith("stuck")) {
			awaitEnd();
		}
		return this.store.find(account);
	}

	private void awaitEnd() {
		this.stuck.add(Thread.currentThread());
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.set(true);
		}
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		return this.store.update(account, change);
	}

}
