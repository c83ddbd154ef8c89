package io.github.twitchoauth.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What a 401 or 403 of Helix is about. Only one of its many meanings is that the token is
 * dead.
 *
 * @param kind what it is about
 * @param scope the missing scope, or an empty string
 */
record TokenRefusal(Kind kind, String scope) {

	private static final int MAX_SCOPE_LENGTH = 200;

	private static final Pattern SCOPE_LAST = Pattern.compile("missing (?:the )?(?:required )?scopes?\\b:?\\s*(.+)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SCOPE_FIRST = Pattern.compile("missing (?:the )?(?:required )?(.+?) scopes?\\b.*",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> DEAD = List.of("invalid oauth token", "invalid access token");

	private static final String CLIENT_MISMATCH = "client id and oauth token do not match";

	private static final List<String> KNOWN = List.of("the id in ", "oauth token is missing");

	static TokenRefusal of(HelixAnswer answer) {
		String message = answer.message();
		String scope = (message != null) ? scope(message) : null;
		if (scope != null) {
			return new TokenRefusal(Kind.MISSING_SCOPE, scope);
		}
		return new TokenRefusal((answer.status() == 401) ? kind(message, answer.headers()) : Kind.OTHER, "");
	}

	private static Kind kind(@Nullable String message, HttpHeaders headers) {
		if (message == null) {
			return saysInvalidToken(headers) ? Kind.DEAD_TOKEN : Kind.UNKNOWN;
		}
		String words = message.toLowerCase(Locale.ROOT);
		if (DEAD.stream().anyMatch(words::startsWith)) {
			return Kind.DEAD_TOKEN;
		}
		if (words.startsWith(CLIENT_MISMATCH)) {
			return Kind.CLIENT_MISMATCH;
		}
		return KNOWN.stream().anyMatch(words::startsWith) ? Kind.OTHER : Kind.UNKNOWN;
	}

	// RFC 6750, section 3.1, for servers other than Twitch's.
	private static boolean saysInvalidToken(HttpHeaders headers) {
		return headers.getOrEmpty(HttpHeaders.WWW_AUTHENTICATE)
			.stream()
			.anyMatch((challenge) -> challenge.toLowerCase(Locale.ROOT).contains("error=\"invalid_token\""));
	}

	private static @Nullable String scope(String message) {
		for (Pattern pattern : List.of(SCOPE_LAST, SCOPE_FIRST)) {
			Matcher matcher = pattern.matcher(message);
			if (matcher.matches()) {
				String scope = matcher.group(1).replaceAll("[^\\x20-\\x7E]+", " ").strip();
				return scope.substring(0, Math.min(scope.length(), MAX_SCOPE_LENGTH));
			}
		}
		return null;
	}

	enum Kind {

		/**
		 * The token is dead: another one is worth a try.
		 */
		DEAD_TOKEN,

		/**
		 * The user has not been asked for a scope.
		 */
		MISSING_SCOPE,

		/**
		 * The token belongs to another client.
		 */
		CLIENT_MISMATCH,

		/**
		 * The refusal is about something else than the token.
		 */
		OTHER,

		/**
		 * Words that say nothing about the token.
		 */
		UNKNOWN

	}

}
