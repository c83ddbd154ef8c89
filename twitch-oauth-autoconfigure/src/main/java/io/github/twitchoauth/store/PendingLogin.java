package io.github.twitchoauth.store;

import java.util.Set;

import io.github.twitchoauth.DeviceCode;

import org.springframework.util.Assert;

/**
 * A login that a person has yet to approve.
 *
 * @param code the code that is polled for
 * @param scopes the scopes that it was asked for with
 * @since 0.1.0
 */
public record PendingLogin(DeviceCode code, Set<String> scopes) {

	/**
	 * Create a pending login.
	 * @param code the code that is polled for
	 * @param scopes the scopes that it was asked for with
	 */
	public PendingLogin {
		Assert.notNull(code, "'code' must not be null");
		scopes = Set.copyOf(scopes);
	}

}
