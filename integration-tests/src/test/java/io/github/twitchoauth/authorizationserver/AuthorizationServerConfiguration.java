package io.github.twitchoauth.authorizationserver;

import java.time.Duration;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Authorization Server with the device grant for public clients.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ActivationPages.class)
class AuthorizationServerConfiguration {

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, InMemoryRegisteredClientRepository clients) {
		PublicDeviceClientAuthentication publicClients = new PublicDeviceClientAuthentication(clients);
		http.oauth2AuthorizationServer((server) -> server
			.deviceAuthorizationEndpoint((endpoint) -> endpoint.verificationUri("/activate"))
			.deviceVerificationEndpoint((endpoint) -> endpoint.deviceVerificationResponseHandler(
					(request, response, authentication) -> response.sendRedirect("/activated")))
			.clientAuthentication(
					(client) -> client.authenticationConverter(publicClients).authenticationProvider(publicClients)));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		return http.formLogin(Customizer.withDefaults()).build();
	}

	@Bean
	InMemoryRegisteredClientRepository registeredClientRepository() {
		return new InMemoryRegisteredClientRepository(
				TestAuthorizationServer.publicClient(TestAuthorizationServer.CLIENT_ID, TokenSettings.builder()));
	}

	@Bean
	OAuth2AuthorizationService authorizationService() {
		return new InMemoryOAuth2AuthorizationService();
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings() {
		return AuthorizationServerSettings.builder().build();
	}

	@Bean
	UserDetailsService userDetailsService() {
		return (name) -> User.withUsername(name).password("{noop}" + Person.PASSWORD).build();
	}

	@Bean
	PollingRules pollingRules() {
		PollingRules rules = new PollingRules();
		rules.announceInterval(TestAuthorizationServer.CLIENT_ID, Duration.ofSeconds(1));
		return rules;
	}

	@Bean
	FilterRegistrationBean<PollingRules> pollingRulesRegistration(PollingRules rules) {
		FilterRegistrationBean<PollingRules> registration = new FilterRegistrationBean<>(rules);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
