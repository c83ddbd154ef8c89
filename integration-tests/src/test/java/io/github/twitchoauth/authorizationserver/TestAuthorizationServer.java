package io.github.twitchoauth.authorizationserver;

import java.net.URI;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * A real Spring Authorization Server on a free loopback port.
 */
final class TestAuthorizationServer implements AutoCloseable {

	/**
	 * The client that is registered from the start: tokens and codes live as long as the
	 * server's defaults say, and the polling interval is one second.
	 */
	static final String CLIENT_ID = "public-device-client";

	private final ConfigurableApplicationContext context;

	private TestAuthorizationServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestAuthorizationServer start() {
		return new TestAuthorizationServer(
				new SpringApplicationBuilder(AuthorizationServerConfiguration.class).web(WebApplicationType.SERVLET)
					.properties("server.address=127.0.0.1", "server.port=0", "spring.main.banner-mode=off",
							"twitch.oauth.enabled=false")
					.registerShutdownHook(false)
					.run());
	}

	URI uri(String path) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return URI.create("http://127.0.0.1:" + port + path);
	}

	/**
	 * Register a public client, without announcing a polling interval to it.
	 * @param clientId the client id
	 * @param settings how long its codes and tokens live
	 */
	void register(String clientId, TokenSettings.Builder settings) {
		this.context.getBean(InMemoryRegisteredClientRepository.class).save(publicClient(clientId, settings));
	}

	/**
	 * Register a confidential client.
	 * @param clientId the client id
	 * @param clientSecret the client secret
	 * @param method the only way in which it may authenticate
	 */
	void registerConfidential(String clientId, String clientSecret, ClientAuthenticationMethod method) {
		this.context.getBean(InMemoryRegisteredClientRepository.class)
			.save(RegisteredClient.from(publicClient(clientId, TokenSettings.builder()))
				.clientSecret("{noop}" + clientSecret)
				.clientAuthenticationMethods((methods) -> methods.clear())
				.clientAuthenticationMethod(method)
				.build());
	}

	PollingRules polling() {
		return this.context.getBean(PollingRules.class);
	}

	boolean isActive(String accessToken) {
		OAuth2Authorization authorization = this.context.getBean(OAuth2AuthorizationService.class)
			.findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
		return authorization.getAccessToken().isActive();
	}

	@Override
	public void close() {
		this.context.close();
	}

	static RegisteredClient publicClient(String clientId, TokenSettings.Builder settings) {
		return RegisteredClient.withId(clientId)
			.clientId(clientId)
			.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
			.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.scope("user:read:chat")
			.scope("user:read:email")
			.clientSettings(ClientSettings.builder().requireAuthorizationConsent(true).build())
			.tokenSettings(settings.accessTokenFormat(OAuth2TokenFormat.REFERENCE).reuseRefreshTokens(false).build())
			.build();
	}

}
