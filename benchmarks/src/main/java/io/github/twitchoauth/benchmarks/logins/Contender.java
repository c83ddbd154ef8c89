package io.github.twitchoauth.benchmarks.logins;

import java.util.function.Consumer;

/**
 * A library that logs in by device code.
 */
interface Contender extends AutoCloseable {

	/**
	 * Ask for a code and wait for its approval. Returns at once.
	 * @param onAccessToken called with the access token
	 */
	void logIn(Consumer<String> onAccessToken);

	/**
	 * Let go of what was only needed to start logins.
	 */
	default void started() {
	}

	@Override
	void close();

}
