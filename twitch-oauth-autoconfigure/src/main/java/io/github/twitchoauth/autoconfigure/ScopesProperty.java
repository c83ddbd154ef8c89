package io.github.twitchoauth.autoconfigure;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.twitchoauth.Scopes;
import io.github.twitchoauth.account.Accounts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Scopes from properties.
 */
final class ScopesProperty {

	private static final Log logger = LogFactory.getLog(ScopesProperty.class);

	private static final String SEPARATORS = ", \t\n\u000B\f\r";

	// These are the characters of scopes at Twitch and at other servers, some of which
	// use URIs.
	private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9:/._~*@#!?-]+");

	private ScopesProperty() {
	}

	static Set<String> parse(String property, Collection<String> values) {
		Set<String> scopes = new LinkedHashSet<>();
		for (String value : values) {
			TextProperty.requireResolved(property, value);
			Collections.addAll(scopes, StringUtils.tokenizeToStringArray(value.strip(), SEPARATORS, false, true));
		}
		for (String scope : scopes) {
			TextProperty.requirePrintable(property, scope, "contains a scope with an unprintable character");
			requireValid(property, scope);
		}
		return Collections.unmodifiableSet(scopes);
	}

	// A typo costs a login that lacks what the application needs, but a scope may also be
	// newer than this version.
	static void warnOfUnknown(Accounts accounts) {
		Set<String> unknown = new LinkedHashSet<>();
		for (String account : accounts.names()) {
			unknown.addAll(accounts.get(account).scopes());
		}
		if (!unknown.isEmpty() && !Scopes.known().containsAll(unknown)) {
			unknown.removeAll(Scopes.known());
			logger.warn("Scopes that this version does not know, perhaps misspelt: " + unknown
					+ ". They are asked for as they are");
		}
	}

	private static void requireValid(String property, String scope) {
		if (!SCOPE.matcher(scope).matches()) {
			throw new InvalidTwitchPropertyException(property, "contains '" + scope + "', which is no scope",
					"Separate scopes by commas or spaces, or write a list, without quotation marks in the values: "
							+ "user:read:chat, user:write:chat.");
		}
	}

}
