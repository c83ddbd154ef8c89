package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of a {@link GateWorld} keep their token.
 */
interface GateStore {

	/**
	 * Give a process its own way to the token.
	 * @param process the process
	 * @return its store
	 */
	TokenStore open(String process);

	/**
	 * Return what is kept.
	 * @return the token, or {@code null} if there is none
	 */
	@Nullable TwitchToken stored();

}
