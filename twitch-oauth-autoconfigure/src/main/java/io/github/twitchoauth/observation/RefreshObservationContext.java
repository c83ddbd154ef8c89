package io.github.twitchoauth.observation;

/**
 * Context of a refresh.
 */
public final class RefreshObservationContext extends TwitchObservationContext {

	/**
	 * Create a context.
	 * @param account the account
	 */
	public RefreshObservationContext(String account) {
		super(account);
	}

}
