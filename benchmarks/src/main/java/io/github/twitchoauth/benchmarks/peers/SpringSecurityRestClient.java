package io.github.twitchoauth.benchmarks.peers;

import java.net.URI;

import io.github.twitchoauth.TwitchToken;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;

/**
 * What Spring Security has for {@code RestClient}.
 */
public final class SpringSecurityRestClient {

	private final ClientRegistration registration;

	private final OAuth2AuthorizedClientService clients;

	private final OAuth2ClientHttpRequestInterceptor interceptor;

	public SpringSecurityRestClient(URI server) {
		this.registration = SpringSecurityTokens.registration(server);
		InMemoryClientRegistrationRepository registrations = new InMemoryClientRegistrationRepository(
				this.registration);
		this.clients = new InMemoryOAuth2AuthorizedClientService(registrations);
		AuthorizedClientServiceOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
				registrations, this.clients);
		manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
		this.interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
		this.interceptor.setClientRegistrationIdResolver((request) -> SpringSecurityTokens.REGISTRATION_ID);
	}

	/**
	 * Keep the token of the one account that there is. Another one is replaced.
	 * @param token the token
	 */
	public void save(TwitchToken token) {
		String principal = SpringSecurityTokens.ANONYMOUS;
		this.clients.saveAuthorizedClient(SpringSecurityTokens.authorizedClient(this.registration, principal, token),
				new TestingAuthenticationToken(principal, ""));
	}

	public ClientHttpRequestInterceptor interceptor() {
		return this.interceptor;
	}

}
