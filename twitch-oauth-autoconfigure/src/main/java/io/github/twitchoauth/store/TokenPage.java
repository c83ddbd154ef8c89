package io.github.twitchoauth.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;

/**
 * A part of the accounts in a store, with their tokens.
 *
 * @param tokens the tokens by account, in the order of the store. There may be none
 * although there are more pages
 * @param next what to ask for the next page with, or {@code null} if this is the last one
 * @since 0.1.0
 */
public record TokenPage(Map<String, TwitchToken> tokens, @Nullable String next) {

	/**
	 * Create a page.
	 * @param tokens the tokens by account
	 * @param next what to ask for the next page with, or {@code null} if this is the last
	 * one
	 */
	public TokenPage {
		tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
	}

	AccountPage names() {
		return new AccountPage(List.copyOf(this.tokens.keySet()), this.next);
	}

}
