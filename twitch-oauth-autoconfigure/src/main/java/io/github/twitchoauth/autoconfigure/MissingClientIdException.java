package io.github.twitchoauth.autoconfigure;

/**
 * No client id is configured.
 */
final class MissingClientIdException extends RuntimeException {

	MissingClientIdException() {
		super("The property 'twitch.oauth.client-id' is not set");
	}

}
