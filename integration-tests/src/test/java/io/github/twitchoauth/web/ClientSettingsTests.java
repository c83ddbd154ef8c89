package io.github.twitchoauth.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.test.MockTwitch;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The clients have what the application sets up for all of its clients, and an account
 * for each request.
 */
class ClientSettingsTests {

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private HelixApplication application;

	@ParameterizedTest
	@EnumSource
	void callWhenAccountsDifferThenEachHasItsTokenAndClient(HelixClient client) {
		this.application = HelixApplication.start(this.twitch, "twitch.oauth.accounts.bot.client-id=bot-client")
			.logIn("default", "twitchdev")
			.logIn("bot", "botlogin")
			.logIn("viewer-7", "viewer");
		assertThat(login(client, "default")).contains("\"login\":\"twitchdev\"");
		assertThat(login(client, "bot")).contains("\"login\":\"botlogin\"");
		assertThat(login(client, "viewer-7")).contains("\"login\":\"viewer\"");
		this.twitch.getWireMockServer()
			.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/helix/users"))
				.withHeader("Client-Id", WireMock.equalTo("bot-client")));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenManyMeetADeadTokenThenItIsRefreshedOnce(HelixClient client) {
		this.application = HelixApplication.start(this.twitch).logIn("default", "twitchdev");
		this.twitch.expireAccessTokens();
		List<String> answers = IntStream.range(0, 60).parallel().mapToObj((i) -> login(client, "default")).toList();
		assertThat(answers).hasSize(60).allSatisfy((answer) -> assertThat(answer).contains("twitchdev"));
		assertThat(this.twitch.getRefreshCount()).isEqualTo(1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenReadTimeoutIsSetThenApplies(HelixClient client) {
		this.twitch.getWireMockServer()
			.stubFor(WireMock.get("/helix/slow").willReturn(WireMock.ok().withFixedDelay(30_000)));
		this.application = HelixApplication.start(this.twitch, "spring.http.clients.read-timeout=2s")
			.logIn("default", "twitchdev");
		StepVerifier
			.create(Mono.fromCallable(() -> client.get(this.application, "/slow"))
				.subscribeOn(Schedulers.boundedElastic()))
			.expectError()
			.verify(Duration.ofSeconds(20));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenCustomizersSeeTheRequestThenItHasNoToken(HelixClient client) {
		this.application = HelixApplication.start(this.twitch, Customized.class).logIn("default", "twitchdev");
		assertThat(client.get(this.application, "/users").getStatusCode().value()).isEqualTo(200);
		assertThat(this.application.bean(Customized.class).seen).containsExactly("null");
	}

	@ParameterizedTest
	@EnumSource
	void callWhenApplicationObservesThenIsObservedWithoutTheToken(HelixClient client) {
		this.application = HelixApplication.start(this.twitch, Observed.class).logIn("default", "twitchdev");
		assertThat(client.get(this.application, "/users").getStatusCode().value()).isEqualTo(200);
		List<String> seen = this.application.bean(Observed.class).seen;
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(seen).filteredOn((values) -> values.contains("/users")).hasSize(1));
		assertThat(seen).noneMatch((values) -> values.contains(this.application.accessToken()));
	}

	@Test
	void callWhenBodyCanBeSubscribedToOnceThenIsRepeated() {
		this.twitch.getWireMockServer()
			.stubFor(WireMock.post("/helix/chunks").willReturn(AbstractHelixTests.refusal(401, "Invalid OAuth token")));
		this.application = HelixApplication.start(this.twitch).logIn("default", "twitchdev");
		Sinks.Many<String> once = Sinks.many().unicast().onBackpressureBuffer();
		IntStream.range(0, 2000).mapToObj((i) -> "part " + i + "\n").forEach(once::tryEmitNext);
		once.tryEmitComplete();
		this.application.bean("twitchWebClient", WebClient.class)
			.method(HttpMethod.POST)
			.uri("/chunks")
			.contentType(MediaType.TEXT_PLAIN)
			.body(once.asFlux(), String.class)
			.exchangeToMono((response) -> response.toEntity(String.class))
			.block(Duration.ofSeconds(20));
		assertThat(this.twitch.getWireMockServer()
			.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/helix/chunks"))))
			.hasSize(2)
			.allSatisfy((request) -> assertThat(request.getBodyAsString()).startsWith("part 0\n")
				.endsWith("part 1999\n")
				.hasLineCount(2000));
	}

	@Test
	void callWhenBodyFailsHalfWayThenFailsWithItsCause() {
		this.application = HelixApplication.start(this.twitch).logIn("default", "twitchdev");
		Flux<String> torn = Flux.just("half").concatWith(Flux.error(new IllegalStateException("torn")));
		assertThatException()
			.isThrownBy(() -> this.application.bean("twitchWebClient", WebClient.class)
				.method(HttpMethod.POST)
				.uri("/chunks")
				.body(torn, String.class)
				.exchangeToMono((response) -> response.toEntity(String.class))
				.block(Duration.ofSeconds(20)))
			.withMessageContaining("torn");
	}

	private String login(HelixClient client, String account) {
		return client.send(this.application, HttpMethod.GET, "/users", account, null).getBody();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Customized {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@Bean
		WebClientCustomizer webClientCustomizer() {
			return (builder) -> builder.filter((request, next) -> next.exchange(request)
				.doOnNext((response) -> this.seen.add(String.valueOf(request.headers().getFirst("Authorization")))));
		}

		@Bean
		RestClientCustomizer restClientCustomizer() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				ClientHttpResponse response = execution.execute(request, body);
				this.seen.add(String.valueOf(request.getHeaders().getFirst("Authorization")));
				return response;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Observed {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@Bean
		ObservationRegistry observationRegistry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

				@Override
				public void onStop(Observation.Context context) {
					Observed.this.seen.add(context.getName() + context.getAllKeyValues());
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			});
			return registry;
		}

	}

}
