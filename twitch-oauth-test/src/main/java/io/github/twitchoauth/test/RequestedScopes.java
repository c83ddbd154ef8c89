package io.github.twitchoauth.test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.twitchoauth.Scopes;

import org.springframework.util.StringUtils;

/**
 * The scopes that an application asks for. Twitch knows its own scopes only. This
 * stand-in may be older than a scope, so it refuses just those that cannot be any.
 *
 * @param values the scopes, in the order asked for
 */
record RequestedScopes(Set<String> values) {

	private static final Pattern SCOPE = Pattern.compile("[a-z0-9_]+(:[a-z0-9_]+)*");

	static RequestedScopes parse(String parameter) {
		return new RequestedScopes(new LinkedHashSet<>(List.of(StringUtils.tokenizeToStringArray(parameter, " "))));
	}

	Stream<String> malformed() {
		return this.values.stream().filter((scope) -> !SCOPE.matcher(scope).matches());
	}

	Stream<String> unknown() {
		return this.values.stream().filter((scope) -> !Scopes.known().contains(scope));
	}

	static String refusal(String scope) {
		return "invalid scope requested: '" + scope + "'";
	}

}
