package io.github.twitchoauth.benchmarks.logins;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A library that logs in by device code.
 */
interface Contender extends AutoCloseable {

	/**
	 * Ask for a code and wait for its approval.
	 * @param onAccessToken called with the access token
	 * @return completes when there is a code
	 */
	CompletableFuture<Void> logIn(Consumer<String> onAccessToken);

	/**
	 * Let go of what was only needed to start logins.
	 */
	default void started() {
	}

	@Override
	void close();

}
