package io.github.twitchoauth.event;

import io.github.twitchoauth.TwitchToken;

/**
 * The account is logged in and its client is ready: EventSub is connected, and subscribed
 * to what the application listens to. Published once for each login, not when a lost
 * connection is back.
 *
 * @since 0.1.0
 */
public class TwitchClientReadyEvent extends TwitchOAuthEvent {

	private final TwitchToken token;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param token the token
	 */
	public TwitchClientReadyEvent(Object source, String account, TwitchToken token) {
		super(source, account);
		this.token = token;
	}

	/**
	 * Return the token that the account logged in with. It may have been replaced since.
	 * @return the token
	 */
	public TwitchToken getToken() {
		return this.token;
	}

}
