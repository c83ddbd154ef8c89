package io.github.twitchoauth.endpoint;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Endpoints of an authorization server.
 *
 * @param deviceAuthorizationUri device authorization endpoint (RFC 8628, section 3.1)
 * @param tokenUri token endpoint (RFC 6749, section 3.2)
 * @param revocationUri revocation endpoint (RFC 7009), or {@code null} if there is none
 * @param validationUri endpoint that tells whose a token is, or {@code null} if there is
 * none
 */
public record ProviderEndpoints(URI deviceAuthorizationUri, URI tokenUri, @Nullable URI revocationUri,
		@Nullable URI validationUri) {

	/**
	 * Twitch's own endpoints.
	 */
	public static final ProviderEndpoints TWITCH = new ProviderEndpoints(
			URI.create("https://id.twitch.tv/oauth2/device"), URI.create("https://id.twitch.tv/oauth2/token"),
			URI.create("https://id.twitch.tv/oauth2/revoke"), URI.create("https://id.twitch.tv/oauth2/validate"));

	boolean isDeviceAuthorizationByTwitch() {
		return TWITCH.deviceAuthorizationUri().getHost().equalsIgnoreCase(this.deviceAuthorizationUri.getHost());
	}

}
