package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;

/**
 * Stops for ever at one step of an update.
 */
final class SteppedTokenStore implements TokenStore {

	private static final Duration LONGEST_SAVE = Duration.ofMillis(8);

	private final TokenStore store;

	private final Consumer<Step> listener;

	private volatile Step last;

	private volatile boolean dieWhileSaving;

	SteppedTokenStore(TokenStore store, Consumer<Step> listener) {
		this.store = store;
		this.listener = listener;
	}

	void stopAt(Step step) {
		this.last = step;
	}

	// Death may come as late as after the save, but nobody is told before.
	void dieWhileSaving() {
		this.dieWhileSaving = true;
		stopAt(Step.BEFORE_PUBLISH);
	}

	@Override
	public TwitchToken find(String account) {
		return this.store.find(account);
	}

	@Override
	public TwitchToken update(String account, UnaryOperator<TwitchToken> change) {
		TwitchToken token = this.store.update(account, (present) -> {
			reach(Step.BEFORE_UPDATE);
			TwitchToken next = change.apply(present);
			reach(Step.BEFORE_SAVE);
			return next;
		});
		reach(Step.BEFORE_PUBLISH);
		return token;
	}

	@Override
	public void assertLocked(String account) {
		this.store.assertLocked(account);
	}

	@Override
	public void writeAhead(String account, TwitchToken token) {
		this.store.writeAhead(account, token);
		reach(Step.BEFORE_REQUEST);
	}

	private void reach(Step step) {
		if (step == Step.BEFORE_SAVE && this.dieWhileSaving) {
			Suicide.within(LONGEST_SAVE);
		}
		if (step == this.last) {
			this.listener.accept(step);
			waitForDeath();
		}
	}

	private static void waitForDeath() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
