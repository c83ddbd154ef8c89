package io.github.twitchoauth.event;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

import io.github.twitchoauth.DeviceCode;

/**
 * A code waits for a person's approval: show that person the link and the user code.
 *
 * @since 0.1.0
 */
public class DeviceCodeEvent extends TwitchOAuthEvent {

	private final DeviceCode deviceCode;

	private final Set<String> scopes;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param deviceCode the code, and how long it is valid
	 * @param scopes the scopes that are asked for
	 */
	public DeviceCodeEvent(Object source, String account, DeviceCode deviceCode, Set<String> scopes) {
		super(source, account);
		this.deviceCode = deviceCode;
		this.scopes = scopes;
	}

	/**
	 * Return the code that the person compares or types in.
	 * @return the user code
	 */
	public String getUserCode() {
		return this.deviceCode.userCode();
	}

	/**
	 * Return the link to open. It may be shown to the person as it is; it holds no
	 * secret.
	 * @return the verification link
	 */
	public URI getVerificationUri() {
		return this.deviceCode.verificationUri();
	}

	/**
	 * Return when the code ceases to be valid.
	 * @return the time of expiry
	 */
	public Instant getExpiresAt() {
		return this.deviceCode.expiresAt();
	}

	/**
	 * Return the whole answer, including the secret device code, for applications that
	 * poll by themselves.
	 * @return the device code
	 */
	public DeviceCode getDeviceCode() {
		return this.deviceCode;
	}

	/**
	 * Return the scopes that the application asks for.
	 * @return the requested scopes, in the configured order
	 */
	public Set<String> getScopes() {
		return this.scopes;
	}

}
