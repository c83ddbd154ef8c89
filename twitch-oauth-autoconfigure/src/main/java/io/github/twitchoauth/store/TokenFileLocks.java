package io.github.twitchoauth.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The locks of a token file as one store takes them: one for each account, and one for
 * writing.
 */
final class TokenFileLocks {

	private final LockFile locks;

	private final Path path;

	private final Duration timeout;

	/**
	 * Create the locks of a store.
	 * @param locks where they are held
	 * @param path the token file
	 * @param timeout how long to wait for others
	 */
	TokenFileLocks(LockFile locks, Path path, Duration timeout) {
		this.locks = locks;
		this.path = path;
		this.timeout = timeout;
	}

	LockFile.Hold lock(String account) {
		return lock(LockFile.positionOf(account), "for the account '" + account + "'");
	}

	void writing(Runnable action) {
		LockFile.Hold hold = lock(LockFile.WRITING, "for a write");
		try {
			action.run();
		}
		finally {
			hold.release();
		}
	}

	void releaseRetained() {
		this.locks.releaseRetained(this);
	}

	private LockFile.Hold lock(long position, String purpose) {
		LockFile.Hold hold;
		try {
			hold = this.locks.acquire(position, this, TimeUnit.NANOSECONDS.convert(this.timeout));
		}
		catch (IOException ex) {
			throw TokenFile.unusable(this.path, "cannot be locked", ex);
		}
		if (hold == null) {
			throw new UnusableTokenFileException(this.path,
					"has been locked " + purpose + " by others for " + this.timeout.toMillis() + " ms",
					"If a process that uses it is suspended or cannot write to it, let it go on, or end it", null);
		}
		return hold;
	}

}
