package io.github.twitchoauth.stores;

import java.util.List;

/**
 * A server with tokens, of a {@link Storm}'s own, that can be hurt.
 */
interface StormStore extends AutoCloseable {

	int port();

	/**
	 * Return what a node needs to be told.
	 * @param port where it finds the server
	 * @return properties
	 */
	List<String> properties(int port);

	/**
	 * End the session of an update that is under way, or the connections of all nodes if
	 * the server has no such sessions.
	 * @return whether there was one
	 */
	boolean endSession();

	/**
	 * Let the server die at once.
	 */
	void crash();

	/**
	 * Start it again, with the data that it had.
	 */
	void restart();

	@Override
	void close();

}
