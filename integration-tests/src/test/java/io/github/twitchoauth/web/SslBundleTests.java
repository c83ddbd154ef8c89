package io.github.twitchoauth.web;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The clients trust whom the application's SSL bundle trusts, and nobody else.
 */
@Tag("long")
class SslBundleTests {

	private static final String[] BUNDLE = { "spring.http.clients.ssl.bundle=helix",
			"spring.ssl.bundle.jks.helix.truststore.location=classpath:localhost.p12",
			"spring.ssl.bundle.jks.helix.truststore.password=password",
			"spring.ssl.bundle.jks.helix.truststore.type=PKCS12" };

	private final WireMockServer helix = new WireMockServer(WireMockConfiguration.options()
		.bindAddress("127.0.0.1")
		.httpDisabled(true)
		.dynamicHttpsPort()
		.keystorePath("localhost.p12")
		.keystorePassword("password")
		.keyManagerPassword("password")
		.keystoreType("PKCS12"));

	@BeforeEach
	void startHelix() {
		this.helix.start();
		this.helix.stubFor(WireMock.get("/helix/users")
			.withHeader("Authorization", WireMock.equalTo("Bearer access"))
			.willReturn(WireMock.ok("fine")));
	}

	@AfterEach
	void stopHelix() {
		this.helix.stop();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void callWhenBundleTrustsTheServerThenIsAnswered(Function<ApplicationContext, String> client) {
		try (ConfigurableApplicationContext context = start(BUNDLE)) {
			assertThat(client.apply(context)).isEqualTo("fine");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void callWhenThereIsNoBundleThenFails(Function<ApplicationContext, String> client) {
		try (ConfigurableApplicationContext context = start()) {
			assertThatException().isThrownBy(() -> client.apply(context))
				.withStackTraceContaining("SSLHandshakeException");
		}
	}

	static Stream<Named<Function<ApplicationContext, String>>> clients() {
		return Stream.of(
				Named.of("WebClient",
						(context) -> context.getBean("twitchWebClient", WebClient.class)
							.get()
							.uri("/users")
							.retrieve()
							.bodyToMono(String.class)
							.block(Duration.ofSeconds(20))),
				Named.of("RestClient",
						(context) -> context.getBean("twitchRestClient", RestClient.class)
							.get()
							.uri("/users")
							.retrieve()
							.body(String.class)));
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false",
					"twitch.oauth.client.helix-uri=https://localhost:" + this.helix.httpsPort() + "/helix")
			.properties(properties)
			.registerShutdownHook(false)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		TokenStore tokenStore() {
			InMemoryTokenStore store = new InMemoryTokenStore();
			store.save("default", new TwitchToken("access", null, Set.of(), null, null, null));
			return store;
		}

	}

}
