package io.github.twitchoauth.observation;

/**
 * Context of a refresh.
 *
 * @since 0.1.0
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
