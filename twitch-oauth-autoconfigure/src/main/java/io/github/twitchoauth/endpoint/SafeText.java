package io.github.twitchoauth.endpoint;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a server's words fit for logs and messages: one short line, without the secrets
 * that the request held.
 */
final class SafeText {

	private static final int MAX_LENGTH = 200;

	// Control, format (such as text direction), surrogate, private and unassigned
	// characters, and what ends a line.
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\u2028\\u2029]+");

	private SafeText() {
	}

	static String of(String text, Collection<String> secrets) {
		String safe = printable(masked(text, secrets));
		return (safe.length() <= MAX_LENGTH) ? safe : printable(safe.substring(0, MAX_LENGTH)) + "…";
	}

	// A server may quote a secret as it was posted, so the encoded form is looked for as
	// well; the longest first, lest a shorter one leaves the rest of it. Most answers are
	// shorter than any secret.
	private static String masked(String text, Collection<String> secrets) {
		String spellings = secrets.stream()
			.filter((secret) -> secret.length() <= text.length())
			.flatMap((secret) -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
			.filter((spelling) -> !spelling.isEmpty())
			.sorted(Comparator.comparingInt(String::length).reversed())
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
		return spellings.isEmpty() ? text
				: Pattern.compile(spellings, Pattern.CASE_INSENSITIVE).matcher(text).replaceAll("***");
	}

	static String printable(String text) {
		return (isPrintableAscii(text) ? text : UNPRINTABLE.matcher(text).replaceAll(" ")).strip();
	}

	private static boolean isPrintableAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

}
