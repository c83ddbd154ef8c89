package io.github.twitchoauth.test;

import java.security.SecureRandom;

/**
 * Codes and tokens of the form Twitch gives them.
 */
final class RandomText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	private static final String LOWER_ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";

	private static final String ALPHANUMERIC = UPPER + LOWER_ALPHANUMERIC;

	private RandomText() {
	}

	static String userCode() {
		return text(8, UPPER);
	}

	static String deviceCode() {
		return text(40, ALPHANUMERIC);
	}

	static String accessToken() {
		return text(30, LOWER_ALPHANUMERIC);
	}

	static String sessionId() {
		return text(28, ALPHANUMERIC);
	}

	static String challenge() {
		return text(36, LOWER_ALPHANUMERIC);
	}

	static String refreshToken() {
		// most contain characters that a form must encode
		return text(50, ALPHANUMERIC + "%/+");
	}

	private static String text(int length, String alphabet) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
		}
		return text.toString();
	}

}
