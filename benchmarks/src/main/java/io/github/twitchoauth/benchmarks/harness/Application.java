package io.github.twitchoauth.benchmarks.harness;

import java.net.URI;

import io.github.twitchoauth.store.TokenStore;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that uses the starter.
 */
@SpringBootApplication
public class Application {

	/**
	 * Start the application.
	 * @param server the authorization server and Helix API
	 * @param store where it keeps tokens
	 * @param properties further properties
	 * @return the running application
	 */
	public static ConfigurableApplicationContext start(URI server, TokenStore store, String... properties) {
		return startWith(new Object(), server, store, properties);
	}

	/**
	 * Start the application with one more bean.
	 * @param bean the bean, such as an object with methods that listen to events
	 * @param server the authorization server and Helix API
	 * @param store where it keeps tokens
	 * @param properties further properties
	 * @return the running application
	 */
	public static ConfigurableApplicationContext startWith(Object bean, URI server, TokenStore store,
			String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn", "twitch.oauth.client-id=benchmark",
					"twitch.oauth.scopes=user:read:email", "twitch.oauth.auto-start=false",
					"twitch.oauth.console.enabled=false", "twitch.oauth.twitch4j.enabled=false",
					"twitch.oauth.provider.device-authorization-uri=" + server + "/oauth2/device",
					"twitch.oauth.provider.token-uri=" + server + "/oauth2/token",
					"twitch.oauth.provider.revocation-uri=" + server + "/oauth2/revoke",
					"twitch.oauth.provider.validation-uri=" + server + "/oauth2/validate",
					"twitch.oauth.client.helix-uri=" + server + "/helix")
			.properties(properties)
			.initializers((context) -> {
				context.getBeanFactory().registerSingleton("tokenStore", store);
				context.getBeanFactory().registerSingleton("added", bean);
			})
			.run();
	}

}
