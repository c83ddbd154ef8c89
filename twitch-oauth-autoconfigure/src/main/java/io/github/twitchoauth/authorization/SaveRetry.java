package io.github.twitchoauth.authorization;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tries again to save what an account could not save. Guarded by the lock of the account.
 */
final class SaveRetry {

	private final AuthorizationLifecycle lifecycle;

	private final Runnable save;

	private boolean scheduled;

	/**
	 * Create a retry.
	 * @param lifecycle ends it with the application
	 * @param save the next try, which blocks
	 */
	SaveRetry(AuthorizationLifecycle lifecycle, Runnable save) {
		this.lifecycle = lifecycle;
		this.save = save;
	}

	// Repeating the delay also covers a scheduler that has no thread to give.
	void schedule(@Nullable UnsavedChange pending) {
		if (pending != null && !this.scheduled && !this.lifecycle.isClosed()) {
			this.scheduled = true;
			this.lifecycle
				.cancelOnClose(Mono.delay(pending.backOff()).publishOn(this.lifecycle.storeScheduler()).retry())
				.subscribe((tick) -> this.save.run(), (closing) -> {
				});
		}
	}

	void begins() {
		this.scheduled = false;
	}

}
