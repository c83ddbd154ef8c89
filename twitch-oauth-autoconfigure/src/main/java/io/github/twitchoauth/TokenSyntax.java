package io.github.twitchoauth;

/**
 * What tokens and device codes consist of: printable ASCII characters (RFC 6749, appendix
 * A). Anything else cannot be sent in an HTTP header, and some HTTP clients quote what
 * they cannot send.
 *
 * @since 0.1.0
 */
public final class TokenSyntax {

	private TokenSyntax() {
	}

	/**
	 * Return whether a text can be a token or a device code.
	 * @param text the text
	 * @return whether it has printable ASCII characters only, and at least one
	 */
	public static boolean isValid(String text) {
		boolean hasText = false;
		// A loop, because a stream for each call of Helix is measurable.
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || character > '~') {
				return false;
			}
			hasText |= character != ' ';
		}
		return hasText;
	}

}
