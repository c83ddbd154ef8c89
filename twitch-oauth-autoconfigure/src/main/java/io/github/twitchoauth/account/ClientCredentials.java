package io.github.twitchoauth.account;

import org.jspecify.annotations.Nullable;

/**
 * The registered client in whose name calls are made.
 *
 * @param clientId the client id, which is no secret
 * @param clientSecret the client secret of a confidential client, or {@code null} for a
 * public one
 */
public record ClientCredentials(String clientId, @Nullable String clientSecret) {

	@Override
	public String toString() {
		return "ClientCredentials[clientId=" + this.clientId + ", confidential=" + (this.clientSecret != null) + "]";
	}

}
