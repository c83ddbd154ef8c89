package io.github.twitchoauth.store;

import io.github.twitchoauth.TokenStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A database is not fit to keep tokens, or not prepared for it.
 *
 * @since 0.1.0
 */
public final class UnusableTokenStoreException extends TokenStoreException {

	private final String problem;

	private final String remedy;

	/**
	 * Create an exception.
	 * @param problem what is wrong, a sentence without full stop
	 * @param remedy what to do, a sentence without full stop
	 * @param cause the cause, if there is one
	 */
	public UnusableTokenStoreException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem + ". " + remedy + ".", cause);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Return what is wrong.
	 * @return a sentence without full stop
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return what to do.
	 * @return a sentence without full stop
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
