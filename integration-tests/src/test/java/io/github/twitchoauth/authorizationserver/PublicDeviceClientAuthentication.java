package io.github.twitchoauth.authorizationserver;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * Lets public clients use the device, token and revocation endpoints by their id alone.
 * Spring Authorization Server itself knows public clients only with PKCE, which the
 * device grant does not have.
 */
final class PublicDeviceClientAuthentication implements AuthenticationConverter, AuthenticationProvider {

	private final RegisteredClientRepository clients;

	PublicDeviceClientAuthentication(RegisteredClientRepository clients) {
		this.clients = clients;
	}

	@Override
	public Authentication convert(HttpServletRequest request) {
		String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
		if (!StringUtils.hasText(clientId) || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
			return null;
		}
		return new OAuth2ClientAuthenticationToken(clientId, ClientAuthenticationMethod.NONE, null, null);
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		RegisteredClient client = this.clients.findByClientId(authentication.getName());
		if (client == null || !isPublicDeviceClient(client)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private boolean isPublicDeviceClient(RegisteredClient client) {
		return client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
				&& client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE);
	}

}
