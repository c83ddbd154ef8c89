package io.github.twitchoauth.console;

/**
 * When to print the verification link as a QR code.
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
