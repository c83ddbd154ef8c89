package io.github.twitchoauth.autoconfigure;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import io.github.twitchoauth.endpoint.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Turns connection details into endpoints, and refuses those to which a secret must not
 * be sent.
 */
final class ConnectionDetailsMapper {

	private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

	private static final int LAST_PORT = 65535;

	private final TwitchOAuthConnectionDetails details;

	ConnectionDetailsMapper(TwitchOAuthConnectionDetails details) {
		this.details = details;
	}

	ProviderEndpoints endpoints() {
		return new ProviderEndpoints(
				safe("twitch.oauth.provider.device-authorization-uri", this.details.getDeviceAuthorizationUri()),
				safe("twitch.oauth.provider.token-uri", this.details.getTokenUri()),
				safeIfPresent("twitch.oauth.provider.revocation-uri", this.details.getRevocationUri()),
				safeIfPresent("twitch.oauth.provider.validation-uri", this.details.getValidationUri()),
				this.details.getClientAuthentication());
	}

	URI helixUri() {
		URI uri = safe("twitch.oauth.client.helix-uri", this.details.getHelixUri());
		if (uri.getRawQuery() != null) {
			throw new InvalidTwitchPropertyException("twitch.oauth.client.helix-uri",
					"has a query, to which no path can be added", "Remove the question mark and what follows it.");
		}
		return uri;
	}

	private static @Nullable URI safeIfPresent(String property, @Nullable URI uri) {
		return (uri != null) ? safe(property, uri) : null;
	}

	private static URI safe(String property, URI uri) {
		if (!isHttp(uri) || !StringUtils.hasText(uri.getHost()) || uri.getUserInfo() != null) {
			throw new InvalidTwitchPropertyException(property, "is not an absolute http or https URI without user name",
					"Set it to something like " + ProviderEndpoints.TWITCH.tokenUri() + ".");
		}
		if (uri.getRawFragment() != null || uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
			throw new InvalidTwitchPropertyException(property,
					"has a fragment, or a port that is not between 1 and " + LAST_PORT,
					"Set it to something like " + ProviderEndpoints.TWITCH.tokenUri() + ".");
		}
		if (!"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri.getHost())) {
			throw new InvalidTwitchPropertyException(property, "is '" + uri + "', which is not encrypted",
					"Use https. Plain http is accepted for localhost only.");
		}
		return uri;
	}

	private static boolean isHttp(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
	}

	private static boolean isLoopback(String host) {
		return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
	}

}
