package io.github.twitchoauth;

/**
 * When to print the verification link as a QR code.
 *
 * @since 0.1.0
 */
public enum QrMode {

	/**
	 * Only on a terminal of at least the usual width, where somebody can scan it.
	 */
	AUTO,

	/**
	 * Also into files and log collectors.
	 */
	ALWAYS,

	/**
	 * Not at all.
	 */
	NEVER

}
