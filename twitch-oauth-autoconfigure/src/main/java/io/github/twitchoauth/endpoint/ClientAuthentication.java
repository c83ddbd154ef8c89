package io.github.twitchoauth.endpoint;

import io.github.twitchoauth.account.ClientCredentials;

import org.springframework.util.StringUtils;

/**
 * How a client that has a secret shows it to the authorization server (RFC 6749, section
 * 2.3.1). A client without one names itself by its id only.
 */
public enum ClientAuthentication {

	/**
	 * The secret is not sent.
	 */
	NONE,

	/**
	 * The secret is a parameter of the request.
	 */
	POST,

	/**
	 * Id and secret are in the {@code Authorization} header.
	 */
	BASIC;

	// With BASIC the form has no client id, because some servers take one beside the
	// header for a second set of credentials.
	FormBody form(ClientCredentials client) {
		String secret = client.clientSecret();
		if (this == BASIC && StringUtils.hasLength(secret)) {
			return new FormBody().withBasicAuthentication(client.clientId(), secret);
		}
		return new FormBody().with("client_id", client.clientId())
			.withSecret("client_secret", (this == POST) ? secret : null);
	}

}
