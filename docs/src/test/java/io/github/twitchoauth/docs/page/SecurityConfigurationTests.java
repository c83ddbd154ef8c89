package io.github.twitchoauth.docs.page;

import io.github.twitchoauth.test.autoconfigure.AutoConfigureMockTwitch;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecurityConfiguration}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "twitch.oauth.page.enabled=true", "twitch.oauth.auto-start=false",
				"spring.security.user.name=streamer", "spring.security.user.password=password",
				"spring.security.user.roles=STREAMER" })
@AutoConfigureMockTwitch
class SecurityConfigurationTests {

	@LocalServerPort
	private int port;

	@Test
	void pageWhenRoleIsMissingThenIsRefused() {
		assertThat(get(false)).isEqualTo(401);
	}

	@Test
	void pageWhenRoleIsThereThenIsServed() {
		assertThat(get(true)).isEqualTo(200);
	}

	private int get(boolean loggedIn) {
		return RestClient.create("http://localhost:" + this.port).get().uri("/twitch").headers((headers) -> {
			if (loggedIn) {
				headers.setBasicAuth("streamer", "password");
			}
		}).exchange((request, response) -> response.getStatusCode().value());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
