package io.github.twitchoauth.autoconfigure;

import java.net.URI;

import io.github.twitchoauth.ClientAuthentication;
import io.github.twitchoauth.endpoint.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * {@link TwitchOAuthConnectionDetails} from properties. Twitch's endpoints stand in for
 * those not set, but never beside another server's token endpoint: that would send its
 * tokens to Twitch.
 */
final class PropertiesTwitchOAuthConnectionDetails implements TwitchOAuthConnectionDetails {

	private final TwitchOAuthProperties properties;

	PropertiesTwitchOAuthConnectionDetails(TwitchOAuthProperties properties) {
		this.properties = properties;
	}

	@Override
	public URI getDeviceAuthorizationUri() {
		URI uri = this.properties.getProvider().getDeviceAuthorizationUri();
		if (uri == null && !isTwitch()) {
			throw incomplete("device-authorization-uri", "token-uri");
		}
		return (uri != null) ? uri : ProviderEndpoints.TWITCH.deviceAuthorizationUri();
	}

	@Override
	public URI getTokenUri() {
		URI uri = this.properties.getProvider().getTokenUri();
		URI deviceAuthorizationUri = this.properties.getProvider().getDeviceAuthorizationUri();
		if (uri == null && !isUnsetOr(ProviderEndpoints.TWITCH.deviceAuthorizationUri(), deviceAuthorizationUri)) {
			throw incomplete("token-uri", "device-authorization-uri");
		}
		return (uri != null) ? uri : ProviderEndpoints.TWITCH.tokenUri();
	}

	@Override
	public @Nullable URI getRevocationUri() {
		return orTwitch(this.properties.getProvider().getRevocationUri(), ProviderEndpoints.TWITCH.revocationUri());
	}

	@Override
	public @Nullable URI getValidationUri() {
		return orTwitch(this.properties.getProvider().getValidationUri(), ProviderEndpoints.TWITCH.validationUri());
	}

	@Override
	public @Nullable ClientAuthentication getClientAuthentication() {
		return this.properties.getProvider().getClientAuthentication();
	}

	@Override
	public URI getHelixUri() {
		return this.properties.getClient().getHelixUri();
	}

	private @Nullable URI orTwitch(@Nullable URI configured, @Nullable URI twitch) {
		return (configured == null && isTwitch()) ? twitch : configured;
	}

	private boolean isTwitch() {
		return isUnsetOr(ProviderEndpoints.TWITCH.tokenUri(), this.properties.getProvider().getTokenUri());
	}

	private static boolean isUnsetOr(URI twitch, @Nullable URI configured) {
		return configured == null || configured.equals(twitch);
	}

	private static InvalidTwitchPropertyException incomplete(String missing, String present) {
		return new InvalidTwitchPropertyException("twitch.oauth.provider." + missing,
				"is not set, although 'twitch.oauth.provider." + present + "' names another server than Twitch",
				"Set both to endpoints of the same server, or neither.");
	}

}
