package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.authorization.TwitchTokenManager;

/**
 * The token manager that flow, auto start and health work with. They go on doing so where
 * a test has put a mock in the place of the bean.
 *
 * @param manager the token manager
 * @since 0.1.0
 */
public record ManagedTokens(TwitchTokenManager manager) implements AutoCloseable {

	@Override
	public void close() {
		this.manager.close();
	}

}
