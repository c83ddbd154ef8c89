package io.github.twitchoauth.web;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * HTTP service interfaces of group {@code twitch} are logged in, those of other groups
 * are not.
 */
class HttpServiceGroupTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@ParameterizedTest
	@ValueSource(classes = { WithDefaultClient.class, WithRestClient.class, WithWebClient.class })
	void callWhenInterfaceIsInGroupTwitchThenIsLoggedIn(Class<?> type) {
		try (HelixApplication application = HelixApplication.start(this.twitch, type)) {
			application.logIn("default", "twitchdev").logIn("bot", "botlogin");
			Users users = application.bean(Users.class);
			assertThat(logins(users.users())).containsExactly("twitchdev");
			assertThat(logins(users.users("bot"))).containsExactly("botlogin");
			this.twitch.expireAccessTokens();
			assertThat(logins(users.users("bot"))).containsExactly("botlogin");
			this.twitch.assertNoMisuse();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { WithDefaultClient.class, WithWebClient.class })
	void callWhenRedirectedOrInAnotherGroupThenTokenStaysAtHome(Class<?> type) {
		this.twitch.getWireMockServer()
			.stubFor(WireMock.get("/helix/moved")
				.willReturn(WireMock.temporaryRedirect(this.twitch.getBaseUrl() + "/helix/other")));
		this.twitch.getWireMockServer().stubFor(WireMock.get("/helix/other").willReturn(WireMock.ok("fine")));
		try (HelixApplication application = HelixApplication.start(this.twitch, type,
				"spring.http.serviceclient.twitch.redirects=follow",
				"spring.http.serviceclient.other.base-url=" + this.twitch.getBaseUrl() + "/helix")) {
			application.logIn("default", "twitchdev");
			assertThatExceptionOfType(TwitchOAuthException.class)
				.isThrownBy(() -> application.bean(Users.class).moved())
				.withMessageContaining("redirects to '" + this.twitch.getBaseUrl() + "/helix/other'");
			assertThat(application.bean(Other.class).other()).isEqualTo("fine");
			this.twitch.getWireMockServer().verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/helix/other")));
			this.twitch.getWireMockServer()
				.verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/helix/other"))
					.withoutHeader("Authorization")
					.withoutHeader("Client-Id"));
		}
	}

	private static List<Object> logins(Map<String, List<Map<String, Object>>> users) {
		return users.get("data").stream().map((user) -> user.get("login")).toList();
	}

	interface Users {

		@GetExchange("/users")
		Map<String, List<Map<String, Object>>> users();

		@GetExchange("/users")
		Map<String, List<Map<String, Object>>> users(@RequestAttribute(TwitchAccount.ATTRIBUTE) String account);

		@GetExchange("/moved")
		ResponseEntity<Void> moved();

	}

	interface Other {

		@GetExchange("/other")
		String other();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "twitch", types = Users.class)
	@ImportHttpServices(group = "other", types = Other.class)
	static class WithDefaultClient {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "twitch", types = Users.class, clientType = ClientType.REST_CLIENT)
	@ImportHttpServices(group = "other", types = Other.class, clientType = ClientType.REST_CLIENT)
	static class WithRestClient {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "twitch", types = Users.class, clientType = ClientType.WEB_CLIENT)
	@ImportHttpServices(group = "other", types = Other.class, clientType = ClientType.WEB_CLIENT)
	static class WithWebClient {

	}

}
