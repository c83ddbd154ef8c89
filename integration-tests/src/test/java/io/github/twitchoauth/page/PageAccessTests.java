package io.github.twitchoauth.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.github.twitchoauth.page.PageClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may see the page, where that is not left at its default.
 */
class PageAccessTests {

	private static final String PROXY = "X-Forwarded-For";

	private static final String[] USER = { "spring.security.user.name=me", "spring.security.user.password=secret" };

	@ParameterizedTest
	@CsvSource({ "TOMCAT", "NETTY" })
	void pageWhenForUsersThenOthersAreRefusedWhereverTheyAre(Server server) {
		Class<?> security = (server == Server.TOMCAT) ? ServletSecurity.class : ReactiveSecurity.class;
		try (PageApplication application = PageApplication.start(server, security,
				"twitch.oauth.page.access=authenticated", USER[0], USER[1])) {
			Answer refused = application.client().get("/twitch/accounts");
			assertThat(refused.status()).isEqualTo(401);
			assertThat(refused.body()).contains("twitch.oauth.page.access");
			assertThat(user(application).get("/twitch/accounts").status()).isEqualTo(200);
			assertThat(user(application).with(PROXY, "192.0.2.1").get("/twitch").status()).isEqualTo(200);
			assertThat(
					user(application).with("Sec-Fetch-Site", "cross-site").post("/twitch/accounts/bot/login").status())
				.isEqualTo(403);
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT", "NETTY" })
	void pageWhenForAnybodyThenStillKeepsOtherSitesOut(Server server) {
		try (PageApplication application = PageApplication.start(server, null, "twitch.oauth.page.access=any",
				"twitch.oauth.page.path=/login/here")) {
			PageClient client = application.client().with("Host", "bot.example.com").with(PROXY, "192.0.2.1");
			assertThat(client.get("/login/here").body()).contains("action=\"/login/here/accounts/bot/login\"");
			assertThat(client.get("/twitch").status()).isEqualTo(404);
			String path = "/login/here/accounts/bot/login";
			assertThat(client.with("Sec-Fetch-Site", "cross-site").send("POST", path, "").status()).isEqualTo(403);
			client.without("Sec-Fetch-Site").with("Origin", "https://evil.example");
			assertThat(client.send("POST", path, "").status()).isEqualTo(403);
			client.with("Origin", "https://bot.example.com");
			assertThat(client.send("POST", path, "").status()).isEqualTo(200);
		}
	}

	@Test
	void pageWhenAFilterHidesForwardingHeadersThenTheyCountAllTheSame() {
		try (PageApplication application = PageApplication.start(Server.TOMCAT, ForwardedHeaders.class)) {
			assertThat(application.client().get("/twitch").status()).isEqualTo(200);
			assertThat(application.client().with(PROXY, "127.0.0.1").get("/twitch").status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Server.class, names = { "TOMCAT", "NETTY" })
	void pageWhenAskedForOverHttp2ThenIsStillLocal(Server server) {
		try (PageApplication application = PageApplication.start(server, null, "server.http2.enabled=true")) {
			HttpClient client = HttpClient.newConnection()
				.protocol(HttpProtocol.H2C)
				.baseUrl("http://localhost:" + application.port());
			assertThat(status(client, "localhost:" + application.port())).isEqualTo(200);
			assertThat(status(client, "evil.example")).isEqualTo(403);
		}
	}

	private static int status(HttpClient client, String host) {
		return client.headers((headers) -> headers.set("Host", host))
			.get()
			.uri("/twitch")
			.responseSingle((response, body) -> body.asString().thenReturn(response.status().code()))
			.block(Duration.ofSeconds(20));
	}

	@Test
	void pageWhenServletHasAPathThenIsBelowIt() {
		try (PageApplication application = PageApplication.start(Server.TOMCAT, null,
				"server.servlet.context-path=/app", "spring.mvc.servlet.path=/api")) {
			assertThat(application.client().get("/app/api/twitch").body()).contains("href=\"/app/api/twitch/page.css\"",
					"action=\"/app/api/twitch/accounts/bot/login\"");
			assertThat(application.client().get("/app/api/needs-login").body())
				.contains("\"login\":\"/app/api/twitch\"");
		}
	}

	private static PageClient user(PageApplication application) {
		return application.client()
			.with("Authorization",
					"Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8)));
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletSecurity {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveSecurity {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.anonymous(Customizer.withDefaults())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForwardedHeaders {

		@Bean
		ForwardedHeaderFilter forwardedHeaderFilter() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
