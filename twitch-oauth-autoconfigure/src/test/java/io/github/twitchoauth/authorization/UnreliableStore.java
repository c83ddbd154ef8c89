package io.github.twitchoauth.authorization;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Store whose updates fail as planned, and which otherwise works.
 */
class UnreliableStore implements TokenStore {

	private final InMemoryTokenStore store = new InMemoryTokenStore();

	private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger updates = new AtomicInteger();

	/**
	 * One way in which an update fails.
	 */
	enum Failure {

		/**
		 * The function is not called.
		 */
		BEFORE,

		/**
		 * The function is called, but what it returns is not kept.
		 */
		NOT_WRITTEN,

		/**
		 * Like {@link #NOT_WRITTEN}, with an error.
		 */
		NOT_WRITTEN_ERROR,

		/**
		 * What the function returns is kept, and yet an exception comes.
		 */
		WRITTEN,

		/**
		 * The function is called again, as by a store that repeats conflicting
		 * transactions.
		 */
		TWICE

	}

	void fail(Failure... failures) {
		this.failures.addAll(Arrays.asList(failures));
	}

	int updates() {
		return this.updates.get();
	}

	@Override
	public @Nullable TwitchToken find(String account) {
		return this.store.find(account);
	}

	@Override
	public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
		this.updates.incrementAndGet();
		Failure failure = this.failures.poll();
		try {
			return (failure != null) ? fail(failure, account, change) : this.store.update(account, change);
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("Transaction rolled back", ex);
		}
	}

	private @Nullable TwitchToken fail(Failure failure, String account, UnaryOperator<@Nullable TwitchToken> change) {
		switch (failure) {
			case BEFORE -> {
			}
			case NOT_WRITTEN, NOT_WRITTEN_ERROR -> change.apply(this.store.find(account));
			case WRITTEN -> this.store.update(account, change);
			case TWICE -> {
				change.apply(this.store.find(account));
				return this.store.update(account, change);
			}
		}
		if (failure == Failure.NOT_WRITTEN_ERROR) {
			throw new Error("No space left on device");
		}
		throw new IllegalStateException("No space left on device");
	}

}
