package io.github.twitchoauth.endpoint;

import java.net.URI;

import io.github.twitchoauth.ClientAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of an authorization server, and how clients authenticate there.
 *
 * @param deviceAuthorizationUri device authorization endpoint (RFC 8628, section 3.1)
 * @param tokenUri token endpoint (RFC 6749, section 3.2)
 * @param revocationUri revocation endpoint (RFC 7009), or {@code null} if there is none
 * @param validationUri endpoint that tells whose a token is, or {@code null} if there is
 * none
 * @param clientAuthentication how clients show their secret, or {@code null} for what the
 * server is known to expect
 */
public record ProviderEndpoints(URI deviceAuthorizationUri, URI tokenUri, @Nullable URI revocationUri,
		@Nullable URI validationUri, @Nullable ClientAuthentication clientAuthentication) {

	/**
	 * Twitch's own endpoints.
	 */
	public static final ProviderEndpoints TWITCH = new ProviderEndpoints(
			URI.create("https://id.twitch.tv/oauth2/device"), URI.create("https://id.twitch.tv/oauth2/token"),
			URI.create("https://id.twitch.tv/oauth2/revoke"), URI.create("https://id.twitch.tv/oauth2/validate"));

	private static final String TWITCH_HOST = "id.twitch.tv";

	/**
	 * Create endpoints where clients authenticate as the server is known to expect.
	 * @param deviceAuthorizationUri device authorization endpoint
	 * @param tokenUri token endpoint
	 * @param revocationUri revocation endpoint, if there is one
	 * @param validationUri endpoint that tells whose a token is, if there is one
	 */
	public ProviderEndpoints(URI deviceAuthorizationUri, URI tokenUri, @Nullable URI revocationUri,
			@Nullable URI validationUri) {
		this(deviceAuthorizationUri, tokenUri, revocationUri, validationUri, null);
	}

	/**
	 * Return what to call the server in messages.
	 * @return {@code Twitch}, or the host of another server
	 */
	public String serverName() {
		return isTwitch() ? "Twitch" : this.tokenUri.getHost();
	}

	/**
	 * Return whether this is Twitch, or a stand-in for it: only those have a validation
	 * endpoint.
	 * @return whether Twitch's dialect is spoken
	 */
	public boolean isTwitch() {
		return this.validationUri != null || TWITCH_HOST.equalsIgnoreCase(this.deviceAuthorizationUri.getHost());
	}

	/**
	 * Return how clients authenticate when they ask for a code, poll or revoke. Twitch
	 * does without the secret there.
	 */
	ClientAuthentication authentication() {
		return orDefault(isTwitch() ? ClientAuthentication.NONE : ClientAuthentication.POST);
	}

	ClientAuthentication authenticationOfRefresh() {
		return orDefault(ClientAuthentication.POST);
	}

	private ClientAuthentication orDefault(ClientAuthentication known) {
		return (this.clientAuthentication != null) ? this.clientAuthentication : known;
	}

}
