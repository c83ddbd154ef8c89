package io.github.twitchoauth.autoconfigure;

import java.net.URI;

import io.github.twitchoauth.ClientAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the authorization server. Twitch if nothing is set.
 *
 * @since 0.1.0
 */
public class ProviderProperties {

	/**
	 * Device authorization endpoint (RFC 8628).
	 */
	private @Nullable URI deviceAuthorizationUri;

	/**
	 * Token endpoint (RFC 6749).
	 */
	private @Nullable URI tokenUri;

	/**
	 * Revocation endpoint (RFC 7009). Twitch's only if the token endpoint is Twitch's.
	 */
	private @Nullable URI revocationUri;

	/**
	 * Endpoint that tells whose a token is. Twitch's only if the token endpoint is
	 * Twitch's.
	 */
	private @Nullable URI validationUri;

	/**
	 * How the client secret is sent. Twitch gets it as a parameter of refreshes, other
	 * servers as a parameter of each request, if not set.
	 */
	private @Nullable ClientAuthentication clientAuthentication;

	public @Nullable URI getDeviceAuthorizationUri() {
		return this.deviceAuthorizationUri;
	}

	public void setDeviceAuthorizationUri(@Nullable URI deviceAuthorizationUri) {
		this.deviceAuthorizationUri = deviceAuthorizationUri;
	}

	public @Nullable URI getTokenUri() {
		return this.tokenUri;
	}

	public void setTokenUri(@Nullable URI tokenUri) {
		this.tokenUri = tokenUri;
	}

	public @Nullable URI getRevocationUri() {
		return this.revocationUri;
	}

	public void setRevocationUri(@Nullable URI revocationUri) {
		this.revocationUri = revocationUri;
	}

	public @Nullable URI getValidationUri() {
		return this.validationUri;
	}

	public void setValidationUri(@Nullable URI validationUri) {
		this.validationUri = validationUri;
	}

	public @Nullable ClientAuthentication getClientAuthentication() {
		return this.clientAuthentication;
	}

	public void setClientAuthentication(@Nullable ClientAuthentication clientAuthentication) {
		this.clientAuthentication = clientAuthentication;
	}

}
