package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.observation.AuthorizationObservations;

/**
 * Settings that all accounts share.
 *
 * @param requestTimeout time limit of one HTTP exchange
 * @param renewExpiredCode whether a code that nobody approved is replaced by a new one
 * @param validate whether the server is asked whose a token is and whether it lives
 * @param validationInterval longest time between two validations of a token
 * @param aheadOfExpiry how long before its expiry a token is replaced; 0 means only when
 * it is refused
 * @param observations observes what becomes of accounts
 */
public record AuthorizationSettings(Duration requestTimeout, boolean renewExpiredCode, boolean validate,
		Duration validationInterval, Duration aheadOfExpiry, AuthorizationObservations observations) {

	// Spring Boot's default time-out of a graceful shutdown.
	private static final Duration SHORTEST_SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

	private static final int RETRIES_PER_INTERVAL = 60;

	/**
	 * Create settings for what is not observed.
	 * @param requestTimeout time limit of one HTTP exchange
	 * @param renewExpiredCode whether a code that nobody approved is replaced by a new
	 * one
	 * @param validate whether the server is asked whose a token is and whether it lives
	 * @param validationInterval longest time between two validations of a token
	 * @param aheadOfExpiry how long before its expiry a token is replaced; 0 means only
	 * when it is refused
	 */
	public AuthorizationSettings(Duration requestTimeout, boolean renewExpiredCode, boolean validate,
			Duration validationInterval, Duration aheadOfExpiry) {
		this(requestTimeout, renewExpiredCode, validate, validationInterval, aheadOfExpiry,
				AuthorizationObservations.NOOP);
	}

	/**
	 * Return the same settings, observed.
	 * @param observations observes what becomes of accounts
	 * @return the settings
	 */
	public AuthorizationSettings withObservations(AuthorizationObservations observations) {
		return new AuthorizationSettings(this.requestTimeout, this.renewExpiredCode, this.validate,
				this.validationInterval, this.aheadOfExpiry, observations);
	}

	/**
	 * Return how long a caller waits at most for a token.
	 * @return the time
	 */
	Duration callTimeout() {
		return this.requestTimeout.multipliedBy(2);
	}

	/**
	 * Return how long to wait at most before another try to validate a token.
	 * @return the time
	 */
	Duration validationRetry() {
		return this.validationInterval.dividedBy(RETRIES_PER_INTERVAL);
	}

	/**
	 * Return how long no other process tries to validate a token that this one has taken:
	 * as long as a validation with its consequences takes at most, which is two call
	 * time-outs.
	 * @return the time
	 */
	Duration validationHold() {
		return callTimeout().multipliedBy(2).plusSeconds(1);
	}

	/**
	 * Return how long a shutdown waits for an answer that holds the only token.
	 * @return the time
	 */
	Duration shutdownTimeout() {
		Duration requests = this.requestTimeout.multipliedBy(3).plusSeconds(1);
		return (requests.compareTo(SHORTEST_SHUTDOWN_TIMEOUT) < 0) ? SHORTEST_SHUTDOWN_TIMEOUT : requests;
	}

}
