package io.github.twitchoauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;

import org.springframework.util.Assert;

/**
 * Answer of the device authorization endpoint (RFC 8628, section 3.2).
 *
 * @param deviceCode the secret with which the application polls; never show it to anybody
 * @param userCode the code that the person compares or types in, for example
 * {@code JLLKTXWJ}
 * @param verificationUri the link to open. Twitch's carries the user code already; where
 * a server sends a {@code verification_uri_complete}, this is it
 * @param expiresAt when the code ceases to be valid
 * @param interval the time to wait between two polls
 * @since 0.1.0
 */
public record DeviceCode(@JsonProperty(access = Access.WRITE_ONLY) String deviceCode, String userCode,
		URI verificationUri, Instant expiresAt, Duration interval) {

	/**
	 * Create a code.
	 * @param deviceCode the secret with which the application polls
	 * @param userCode the code that the person compares or types in, for example
	 * {@code JLLKTXWJ}
	 * @param verificationUri the link to open
	 * @param expiresAt when the code ceases to be valid
	 * @param interval the time to wait between two polls
	 */
	public DeviceCode {
		Assert.hasText(deviceCode, "'deviceCode' must not be empty");
		Assert.hasText(userCode, "'userCode' must not be empty");
		Assert.notNull(verificationUri, "'verificationUri' must not be null");
		Assert.notNull(expiresAt, "'expiresAt' must not be null");
		Assert.isTrue(interval != null && interval.compareTo(Duration.ZERO) > 0, "'interval' must be positive");
	}

	@Override
	public String toString() {
		return "DeviceCode[userCode=" + this.userCode + ", verificationUri=" + this.verificationUri + ", expiresAt="
				+ this.expiresAt + ", interval=" + this.interval + "]";
	}

}
