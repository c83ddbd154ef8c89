package io.github.twitchoauth.observation;

/**
 * Context of a call of the token store.
 *
 * @since 0.1.0
 */
public final class StoreObservationContext extends TwitchObservationContext {

	private final StoreOperation operation;

	/**
	 * Create a context.
	 * @param account the name under which the store keeps the account
	 * @param operation what the store is to do
	 */
	public StoreObservationContext(String account, StoreOperation operation) {
		super(account);
		this.operation = operation;
	}

	/**
	 * Return what the store is to do.
	 * @return the operation
	 */
	public StoreOperation getOperation() {
		return this.operation;
	}

}
