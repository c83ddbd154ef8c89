package io.github.twitchoauth.observation;

/**
 * Context of a login, from its beginning to the token or what else it comes to.
 *
 * @since 0.1.0
 */
public final class LoginObservationContext extends TwitchObservationContext {

	/**
	 * Create a context.
	 * @param account the account
	 */
	public LoginObservationContext(String account) {
		super(account);
	}

}
