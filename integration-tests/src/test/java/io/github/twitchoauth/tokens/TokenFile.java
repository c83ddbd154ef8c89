package io.github.twitchoauth.tokens;

import java.nio.file.Path;

/**
 * Has an application keep its tokens in a file.
 */
final class TokenFile {

	private TokenFile() {
	}

	static String[] properties(Path file) {
		return new String[] { "twitch.oauth.token-store.type=file", "twitch.oauth.token-store.file.path=" + file };
	}

}
