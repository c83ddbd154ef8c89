package io.github.twitchoauth;

/**
 * How a client that has a secret shows it to the authorization server (RFC 6749, section
 * 2.3.1). A client without one names itself by its id only.
 *
 * @since 0.1.0
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
	BASIC

}
