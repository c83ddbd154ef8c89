package io.github.twitchoauth.authorization;

import java.util.function.Supplier;

import io.github.twitchoauth.TwitchOAuthException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * How an account with a token is doing, and what has been told of it.
 * {@link AccountEvents} tells, under the monitor of the state.
 */
final class AccountState {

	private volatile boolean announced;

	private volatile @Nullable TwitchOAuthException trouble;

	private volatile @Nullable AccountStatus told;

	private @Nullable Disposable patience;

	private boolean lasting;

	boolean isAnnounced() {
		return this.announced;
	}

	void announced() {
		this.announced = true;
	}

	/**
	 * Return why the token could not be refreshed the last time.
	 * @return the reason, or {@code null} if all is well
	 */
	@Nullable TwitchOAuthException trouble() {
		return this.trouble;
	}

	/**
	 * Return how the account is doing.
	 * @param usable whether its token still works
	 * @return the status. Trouble that has not been told does not count while the token
	 * works
	 */
	AccountStatus status(boolean usable) {
		TwitchOAuthException trouble = this.trouble;
		return (trouble == null || (usable && this.told == null)) ? AccountStatus.LOGGED_IN : AccountStatus.of(trouble);
	}

	synchronized void notRefreshed(TwitchOAuthException trouble) {
		this.trouble = trouble;
	}

	// Whether an outage has lasted for so long that it is told.
	synchronized boolean isLasting() {
		return this.lasting;
	}

	synchronized void lasting() {
		this.lasting = true;
	}

	synchronized void waitOnce(Supplier<Disposable> patience) {
		if (this.patience == null) {
			this.patience = patience.get();
		}
	}

	/**
	 * Note that the trouble is being told.
	 * @param trouble why the token cannot be refreshed
	 * @return whether that is news
	 */
	synchronized boolean tell(TwitchOAuthException trouble) {
		AccountStatus before = this.told;
		this.told = AccountStatus.of(trouble);
		return this.told != before;
	}

	synchronized void ended() {
		this.announced = false;
		refreshed();
	}

	/**
	 * Note that there is another token, or none.
	 * @return whether trouble has been told that is over now
	 */
	synchronized boolean refreshed() {
		boolean troubled = this.told != null;
		this.trouble = null;
		this.told = null;
		this.lasting = false;
		if (this.patience != null) {
			this.patience.dispose();
			this.patience = null;
		}
		return troubled;
	}

}
