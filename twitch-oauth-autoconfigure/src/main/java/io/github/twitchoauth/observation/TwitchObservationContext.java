package io.github.twitchoauth.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * {@link Observation.Context Context} of what is observed of one account. Never holds a
 * token.
 *
 * @since 0.1.0
 */
public abstract sealed class TwitchObservationContext extends Observation.Context permits LoginObservationContext,
		RefreshObservationContext, StoreObservationContext, ValidationObservationContext {

	private final String account;

	private volatile @Nullable ObservedOutcome outcome;

	TwitchObservationContext(String account) {
		this.account = account;
	}

	/**
	 * Return the account.
	 * @return its name
	 */
	public String getAccount() {
		return this.account;
	}

	/**
	 * Return how it has ended.
	 * @return the outcome, which is success until something else is known
	 */
	public ObservedOutcome getOutcome() {
		ObservedOutcome known = this.outcome;
		if (known != null) {
			return known;
		}
		Throwable error = getError();
		return (error != null) ? ObservedOutcome.of(error) : ObservedOutcome.SUCCESS;
	}

	void setOutcome(ObservedOutcome outcome) {
		this.outcome = outcome;
	}

}
