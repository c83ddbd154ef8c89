package io.github.twitchoauth.page;

import io.github.twitchoauth.autoconfigure.page.servlet.TwitchRequest;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class SecuredServletLoginPageTests extends AbstractLoginPageTests {

	SecuredServletLoginPageTests() {
		super(Server.TOMCAT, Security.class);
	}

	@Test
	void postWhenTokenOfTheFormIsMissingThenIsRefused() {
		PageClient browser = client();
		assertThat(browser.get("/twitch").body()).contains("name=\"_csrf\"");
		assertThat(browser.send("POST", LOGIN, "").status()).isEqualTo(403);
		assertThat(browser.send("POST", LOGIN, "_csrf=made-up").status()).isEqualTo(403);
		assertNothingHasBegun();
	}

	@Test
	void pathWhenNotThePagesThenMatcherDoesNotMatch() {
		assertThat(client().get("/twitches").status()).isEqualTo(403);
		assertThat(client().get("/other/twitch").status()).isEqualTo(403);
	}

	@Configuration(proxyBeanMethods = false)
	static class Security {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers(TwitchRequest.toPage())
					.permitAll()
					.requestMatchers("/needs-login")
					.permitAll()
					.anyRequest()
					.denyAll())
				.build();
		}

	}

}
