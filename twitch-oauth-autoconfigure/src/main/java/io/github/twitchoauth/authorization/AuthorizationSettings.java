package io.github.twitchoauth.authorization;

import java.time.Duration;

/**
 * Settings that all accounts share.
 *
 * @param requestTimeout time limit of one HTTP exchange
 * @param renewExpiredCode whether a code that nobody approved is replaced by a new one
 * @param validate whether the server is asked whose a token is and whether it lives
 * @param validationInterval longest time between two validations of a token
 * @param aheadOfExpiry how long before its expiry a token is replaced; 0 means only when
 * it is refused
 */
public record AuthorizationSettings(Duration requestTimeout, boolean renewExpiredCode, boolean validate,
		Duration validationInterval, Duration aheadOfExpiry) {

}
