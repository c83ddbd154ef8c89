package io.github.twitchoauth.autoconfigure;

import java.net.URI;

import io.github.twitchoauth.ClientAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where to connect. A bean of this type takes the place of the
 * {@code twitch.oauth.provider} and {@code twitch.oauth.client.helix-uri} properties, for
 * tests and platforms that run a server of their own.
 *
 * @since 0.1.0
 */
public interface TwitchOAuthConnectionDetails extends ConnectionDetails {

	/**
	 * Return the device authorization endpoint (RFC 8628, section 3.1).
	 * @return the URI
	 */
	URI getDeviceAuthorizationUri();

	/**
	 * Return the token endpoint (RFC 6749, section 3.2).
	 * @return the URI
	 */
	URI getTokenUri();

	/**
	 * Return the revocation endpoint (RFC 7009).
	 * @return the URI, or {@code null} if the server has none
	 */
	@Nullable URI getRevocationUri();

	/**
	 * Return the endpoint that tells who a token belongs to.
	 * @return the URI, or {@code null} if the server has none
	 * @see <a href=
	 * "https://dev.twitch.tv/docs/authentication/validate-tokens/">Validating tokens</a>
	 */
	@Nullable URI getValidationUri();

	/**
	 * Return how clients show their secret (RFC 6749, section 2.3.1).
	 * @return the way, or {@code null} for what the server is known to expect
	 */
	default @Nullable ClientAuthentication getClientAuthentication() {
		return null;
	}

	/**
	 * Return the base URI of the Helix API, the only place that tokens are sent to.
	 * @return the URI
	 */
	URI getHelixUri();

	/**
	 * Return where to connect to EventSub over WebSocket.
	 * @return the URI, or {@code null} for Twitch's own,
	 * {@code wss://eventsub.wss.twitch.tv/ws}
	 */
	default @Nullable URI getEventSubUri() {
		return null;
	}

}
