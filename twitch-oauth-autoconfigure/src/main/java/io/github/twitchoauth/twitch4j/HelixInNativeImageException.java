package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * Helix through twitch4j was asked for in a native image. twitch4j makes its calls by
 * Feign and Hystrix, which work on the JVM only.
 *
 * @since 0.1.0
 */
public final class HelixInNativeImageException extends TwitchOAuthException {

	static final String PROBLEM = "Helix through twitch4j, which is TwitchClient.getHelix() and the bean TwitchHelix,"
			+ " works on the JVM only, and this is a native image";

	static final String REMEDY = "Call Helix with the WebClient that is qualified with \"twitch\"";

	HelixInNativeImageException() {
		super(PROBLEM + ". " + REMEDY);
	}

	/**
	 * Return what is wrong.
	 * @return a sentence without full stop
	 */
	public String getProblem() {
		return PROBLEM;
	}

	/**
	 * Return what to do.
	 * @return a sentence without full stop
	 */
	public String getRemedy() {
		return REMEDY;
	}

}
