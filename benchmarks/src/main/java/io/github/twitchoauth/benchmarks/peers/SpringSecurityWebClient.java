package io.github.twitchoauth.benchmarks.peers;

import java.net.URI;

import io.github.twitchoauth.TwitchToken;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServerOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * What Spring Security has for {@code WebClient}.
 */
public final class SpringSecurityWebClient {

	private final ClientRegistration registration;

	private final ReactiveOAuth2AuthorizedClientService clients;

	private final ServerOAuth2AuthorizedClientExchangeFilterFunction filter;

	public SpringSecurityWebClient(URI server) {
		this.registration = SpringSecurityTokens.registration(server);
		InMemoryReactiveClientRegistrationRepository registrations = new InMemoryReactiveClientRegistrationRepository(
				this.registration);
		this.clients = new InMemoryReactiveOAuth2AuthorizedClientService(registrations);
		AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceReactiveOAuth2AuthorizedClientManager(
				registrations, this.clients);
		manager.setAuthorizedClientProvider(
				ReactiveOAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
		this.filter = new ServerOAuth2AuthorizedClientExchangeFilterFunction(manager);
		this.filter.setDefaultClientRegistrationId(SpringSecurityTokens.REGISTRATION_ID);
	}

	/**
	 * Keep the token of the one account that there is. Another one is replaced.
	 * @param token the token
	 */
	public void save(TwitchToken token) {
		String principal = SpringSecurityTokens.ANONYMOUS;
		this.clients
			.saveAuthorizedClient(SpringSecurityTokens.authorizedClient(this.registration, principal, token),
					new TestingAuthenticationToken(principal, ""))
			.block();
	}

	public ExchangeFilterFunction filter() {
		return this.filter;
	}

}
