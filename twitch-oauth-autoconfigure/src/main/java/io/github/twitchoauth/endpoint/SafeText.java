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

	private SafeText() {
	}

	static String of(String text, Collection<String> secrets) {
		String safe = printable(masked(text, secrets));
		return (safe.length() <= MAX_LENGTH) ? safe : printable(safe.substring(0, MAX_LENGTH)) + "…";
	}

	// A server may quote a secret as it was posted, so the encoded form is looked for as
	// well; the longest first, lest a shorter one leaves the rest of it.
	private static String masked(String text, Collection<String> secrets) {
		String spellings = secrets.stream()
			.flatMap((secret) -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
			.filter((spelling) -> !spelling.isEmpty())
			.sorted(Comparator.comparingInt(String::length).reversed())
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
		return spellings.isEmpty() ? text
				: Pattern.compile(spellings, Pattern.CASE_INSENSITIVE).matcher(text).replaceAll("***");
	}

	// Without control, format (such as text direction), surrogate, private and unassigned
	// characters.
	static String printable(String text) {
		return text.replaceAll("[\\p{C}\\u2028\\u2029]+", " ").strip();
	}

}
