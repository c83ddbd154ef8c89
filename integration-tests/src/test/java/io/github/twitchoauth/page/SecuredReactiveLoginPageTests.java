package io.github.twitchoauth.page;

import io.github.twitchoauth.autoconfigure.page.reactive.TwitchRequest;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class SecuredReactiveLoginPageTests extends AbstractLoginPageTests {

	SecuredReactiveLoginPageTests() {
		super(Server.NETTY, Security.class);
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
		assertThat(client().get("/twitches").status()).isEqualTo(401);
		assertThat(client().get("/other/twitch").status()).isEqualTo(401);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class Security {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.matchers(TwitchRequest.toPage())
					.permitAll()
					.pathMatchers("/needs-login")
					.permitAll()
					.anyExchange()
					.denyAll())
				.build();
		}

	}

}
