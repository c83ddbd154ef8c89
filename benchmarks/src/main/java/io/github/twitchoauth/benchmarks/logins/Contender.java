package io.github.twitchoauth.benchmarks.logins;

import java.util.concurrent.CompletableFuture;

/**
 * A library that logs in by device code.
 */
interface Contender extends AutoCloseable {

	/**
	 * Ask for a code and wait for its approval.
	 * @return completes when there is a code
	 */
	CompletableFuture<Void> logIn();

	/**
	 * Return whether it finds out who has approved.
	 * @return whether it does
	 */
	boolean identifies();

	/**
	 * Let go of what was only needed to start logins.
	 */
	default void started() {
	}

	@Override
	void close();

}
