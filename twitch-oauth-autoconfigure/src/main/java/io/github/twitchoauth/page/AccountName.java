package io.github.twitchoauth.page;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account's name as a part of a URL. Servers and firewalls refuse slashes, percent
 * signs and semicolons there, however they are percent-encoded, so a tilde is the escape
 * character.
 */
final class AccountName {

	private static final Pattern ESCAPED = Pattern.compile("~([0-9A-Fa-f]{2})");

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private AccountName() {
	}

	static String encode(String account) {
		StringBuilder encoded = new StringBuilder();
		for (byte character : account.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(character)) {
				encoded.append((char) character);
			}
			else {
				encoded.append('~').append(HEX.toHexDigits(character));
			}
		}
		return encoded.toString();
	}

	// A name of one or two dots would be taken for a relative path.
	private static boolean isPlain(byte character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '-' || character == '_';
	}

	static String decode(String segment) {
		String latin = new String(segment.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		String decoded = ESCAPED.matcher(latin)
			.replaceAll((match) -> Matcher
				.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(match.group(1)))));
		return new String(decoded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

}
