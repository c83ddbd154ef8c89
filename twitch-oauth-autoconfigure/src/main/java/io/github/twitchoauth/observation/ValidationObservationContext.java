package io.github.twitchoauth.observation;

/**
 * Context of a validation.
 *
 * @since 0.1.0
 */
public final class ValidationObservationContext extends TwitchObservationContext {

	/**
	 * Create a context.
	 * @param account the account
	 */
	public ValidationObservationContext(String account) {
		super(account);
	}

}
