package io.github.twitchoauth.autoconfigure.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.test.MockServerRestClientCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request factories and connectors that the application sets are used, and logged in.
 */
class ApplicationConnectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
				TwitchWebClientAutoConfiguration.class, TwitchRestClientAutoConfiguration.class,
				WebClientAutoConfiguration.class, RestClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.auto-start=false");

	@Test
	void contextWhenACustomizerSetsARequestFactoryThenItIsUsedAndLoggedIn() {
		Requests requests = new Requests();
		withToken().withBean(RestClientCustomizer.class, () -> (builder) -> builder.requestFactory(requests))
			.run((context) -> assertLoggedIn(context.getBean(RestClient.class), requests));
	}

	@Test
	void contextWhenTheApplicationsBuilderHasARequestFactoryThenItIsUsedAndLoggedIn() {
		Requests requests = new Requests();
		withToken().withBean(RestClient.Builder.class, () -> RestClient.builder().requestFactory(requests))
			.run((context) -> assertLoggedIn(context.getBean(RestClient.class), requests));
	}

	@Test
	void contextWhenRestClientIsMutatedThenItsRequestFactoryIsUsedAndLoggedIn() {
		Requests requests = new Requests();
		withToken().run((context) -> assertLoggedIn(
				context.getBean(RestClient.class).mutate().requestFactory(requests).build(), requests));
	}

	@Test
	void contextWhenAMockServerIsBoundThenItGetsTheCallsLoggedIn() {
		MockServerRestClientCustomizer mock = new MockServerRestClientCustomizer();
		withToken().withBean(RestClientCustomizer.class, () -> mock).run((context) -> {
			RestClient client = context.getBean(RestClient.class);
			mock.getServer()
				.expect(MockRestRequestMatchers.requestTo("https://api.twitch.tv/helix/users"))
				.andExpect(MockRestRequestMatchers.header("Authorization", "Bearer access"))
				.andExpect(MockRestRequestMatchers.header("Client-Id", "abc"))
				.andRespond(MockRestResponseCreators.withSuccess("fine", MediaType.TEXT_PLAIN));
			assertThat(client.get().uri("/users").retrieve().body(String.class)).isEqualTo("fine");
			mock.getServer().verify();
		});
	}

	@Test
	void contextWhenACustomizerSetsAConnectorThenItIsUsedAndLoggedIn() {
		Connections connections = new Connections();
		withToken().withBean(WebClientCustomizer.class, () -> (builder) -> builder.clientConnector(connections))
			.run((context) -> assertLoggedIn(context.getBean(WebClient.class), connections));
	}

	@Test
	void contextWhenTheApplicationHasAConnectorThenItIsUsedAndLoggedIn() {
		Connections connections = new Connections();
		withToken().withBean(ClientHttpConnector.class, () -> connections)
			.run((context) -> assertLoggedIn(context.getBean(WebClient.class), connections));
	}

	@Test
	void contextWhenTheApplicationsBuilderHasAConnectorThenItIsUsedAndLoggedIn() {
		Connections connections = new Connections();
		withToken().withBean(WebClient.Builder.class, () -> WebClient.builder().clientConnector(connections))
			.run((context) -> assertLoggedIn(context.getBean(WebClient.class), connections));
	}

	@Test
	void contextWhenWebClientIsMutatedThenItsConnectorIsUsedAndLoggedIn() {
		Connections connections = new Connections();
		withToken().run((context) -> assertLoggedIn(
				context.getBean(WebClient.class).mutate().clientConnector(connections).build(), connections));
	}

	@Test
	void contextWhenNothingIsCustomizedThenConnectionsKeepToTheRules() {
		this.runner.withPropertyValues("spring.http.clients.redirects=follow").run((context) -> {
			Object connector = TokenSafeConnectors.valueIn(context.getBean(WebClient.class).mutate(), "connector");
			assertThat(connector).isNotNull().isNotSameAs(context.getBean(ClientHttpConnector.class));
			assertThat(TokenSafeConnectors.valueIn(connector, "httpClient")).isInstanceOfSatisfying(HttpClient.class,
					(client) -> assertThat(client.configuration().followRedirectPredicate()).isNull());
		});
	}

	private ApplicationContextRunner withToken() {
		TokenManager tokens = Mockito.mock();
		BDDMockito.given(tokens.getToken("default"))
			.willReturn(Mono.just(new TwitchToken("access", null, Set.of(), null, "1", "me")));
		return this.runner.withBean(TokenManager.class, () -> tokens);
	}

	private static void assertLoggedIn(RestClient client, Requests requests) {
		client.get().uri("/users").retrieve().toBodilessEntity();
		assertThat(requests.sent).singleElement()
			.satisfies(
					(request) -> assertThat(request.getHeaders().getFirst("Authorization")).isEqualTo("Bearer access"));
	}

	private static void assertLoggedIn(WebClient client, Connections connections) {
		client.get().uri("/users").retrieve().toBodilessEntity().block(Duration.ofSeconds(20));
		assertThat(connections.sent).singleElement()
			.satisfies(
					(request) -> assertThat(request.getHeaders().getFirst("Authorization")).isEqualTo("Bearer access"));
	}

	private static final class Requests implements ClientHttpRequestFactory {

		private final List<MockClientHttpRequest> sent = new ArrayList<>();

		@Override
		public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
			MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
			request.setResponse(
					new org.springframework.mock.http.client.MockClientHttpResponse(new byte[0], HttpStatus.OK));
			this.sent.add(request);
			return request;
		}

	}

	private static final class Connections implements ClientHttpConnector {

		private final List<org.springframework.mock.http.client.reactive.MockClientHttpRequest> sent = new ArrayList<>();

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super org.springframework.http.client.reactive.ClientHttpRequest, Mono<Void>> callback) {
			var request = new org.springframework.mock.http.client.reactive.MockClientHttpRequest(method, uri);
			this.sent.add(request);
			return callback.apply(request).thenReturn(new MockClientHttpResponse(200));
		}

	}

}
