package io.github.twitchoauth.event;

import io.github.twitchoauth.TwitchToken;

/**
 * The account's token was replaced by a fresh one, which is stored already.
 *
 * @since 0.1.0
 */
public class TokenRefreshedEvent extends TwitchOAuthEvent {

	private final TwitchToken token;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param token the token
	 */
	public TokenRefreshedEvent(Object source, String account, TwitchToken token) {
		super(source, account);
		this.token = token;
	}

	/**
	 * Return the new token.
	 * @return the token
	 */
	public TwitchToken getToken() {
		return this.token;
	}

}
