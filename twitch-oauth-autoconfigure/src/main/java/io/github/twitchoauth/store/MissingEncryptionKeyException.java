package io.github.twitchoauth.store;

import io.github.twitchoauth.TokenStoreException;

/**
 * A stored token is encrypted with a key that is not among the configured ones.
 *
 * @since 0.1.0
 */
public final class MissingEncryptionKeyException extends TokenStoreException {

	private final String keyId;

	MissingEncryptionKeyException(String account, String keyId) {
		super("The token of the account '" + account + "' is encrypted with the key " + keyId
				+ ", which is not among the configured ones");
		this.keyId = keyId;
	}

	/**
	 * Return which key is missing.
	 * @return the first four bytes of the key's SHA-256, in hexadecimal
	 */
	public String getKeyId() {
		return this.keyId;
	}

}
