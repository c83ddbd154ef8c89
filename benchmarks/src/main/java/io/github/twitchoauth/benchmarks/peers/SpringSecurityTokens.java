package io.github.twitchoauth.benchmarks.peers;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.TwitchToken;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.util.Assert;

/**
 * A client and its tokens in Spring Security's terms.
 */
final class SpringSecurityTokens {

	static final String REGISTRATION_ID = "twitch";

	/**
	 * Name of the principal where nobody is logged in to the application itself.
	 */
	static final String ANONYMOUS = "anonymousUser";

	private SpringSecurityTokens() {
	}

	static ClientRegistration registration(URI server) {
		return ClientRegistration.withRegistrationId(REGISTRATION_ID)
			.clientId("benchmark")
			.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
			.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
			.tokenUri(server + "/oauth2/token")
			.build();
	}

	static OAuth2AuthorizedClient authorizedClient(ClientRegistration registration, String principal,
			TwitchToken token) {
		Instant expiresAt = token.expiresAt();
		String refreshToken = token.refreshToken();
		Assert.state(expiresAt != null && refreshToken != null, "The token must expire and be refreshable");
		Instant issuedAt = expiresAt.minus(Duration.ofHours(4));
		return new OAuth2AuthorizedClient(registration, principal,
				new OAuth2AccessToken(TokenType.BEARER, token.accessToken(), issuedAt, expiresAt, token.scopes()),
				new OAuth2RefreshToken(refreshToken, issuedAt));
	}

}
