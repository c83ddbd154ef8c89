package io.github.twitchoauth.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with a web server and a login page, and the stand-in that it logs in to.
 */
final class PageApplication implements AutoCloseable {

	static final String ODD_NAME = "<script>alert(\"x\")</script>/../%2e; ~41 ü";

	private final ConfigurableApplicationContext context;

	private PageApplication(ConfigurableApplicationContext context) {
		this.context = context;
		twitch().setInterval(Duration.ofMillis(100));
	}

	static PageApplication start(Server server, Class<?> security, String... properties) {
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new FilteredClassLoader(absent(server, security))), Application.class);
		if (security != null) {
			application.addPrimarySources(List.of(security));
		}
		application.setWebApplicationType(server.type());
		application.setRegisterShutdownHook(false);
		application.addInitializers((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new MapPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of())));
		return new PageApplication(application.run(arguments(properties)));
	}

	private static String[] absent(Server server, Class<?> security) {
		String oauth = (security != null) ? "org.springframework.security.oauth2" : "org.springframework.security";
		return Stream.concat(Stream.of(oauth), Stream.of(server.absent())).toArray(String[]::new);
	}

	private static String[] arguments(String... properties) {
		return Stream
			.concat(Stream.of("spring.main.banner-mode=off", "server.port=0", "spring.application.name=page-test",
					"twitch.oauth.page.enabled=true", "twitch.oauth.mock.enabled=true",
					"twitch.oauth.client-id=test-client", "twitch.oauth.auto-start=false",
					"twitch.oauth.console.enabled=false", "twitch.oauth.scopes=user:read:chat,channel:made:up",
					"twitch.oauth.accounts.bot.expected-login=the_bot"), Stream.of(properties))
			.map("--"::concat)
			.toArray(String[]::new);
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	PageClient client() {
		return new PageClient(port());
	}

	MockTwitch twitch() {
		return this.context.getBean(MockTwitch.class);
	}

	TwitchAccounts accounts() {
		return this.context.getBean(TwitchAccounts.class);
	}

	TokenStore store() {
		return this.context.getBean(TokenStore.class);
	}

	List<String> deviceCodes() {
		return this.context.getBean(DeviceCodes.class).issued;
	}

	void logOutAll() {
		accounts().getAll()
			.concatMap((status) -> accounts().logOut(status.account()))
			.then()
			.block(Duration.ofSeconds(20));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		DeviceCodes deviceCodes() {
			return new DeviceCodes();
		}

		@Bean
		NeedsLogin needsLogin() {
			return new NeedsLogin();
		}

	}

	static class DeviceCodes {

		private final List<String> issued = new CopyOnWriteArrayList<>();

		@EventListener
		void onCode(DeviceCodeEvent event) {
			this.issued.add(event.getDeviceCode().deviceCode());
		}

	}

	@RestController
	static class NeedsLogin {

		@GetMapping("/needs-login")
		String answer() {
			throw new AuthorizationRequiredException("Account 'default' has to be logged in");
		}

	}

}
