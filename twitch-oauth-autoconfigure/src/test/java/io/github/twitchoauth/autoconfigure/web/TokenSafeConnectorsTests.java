package io.github.twitchoauth.autoconfigure.web;

import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TokenSafeConnectors}.
 */
class TokenSafeConnectorsTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().http2PlainDisabled(true))
		.build();

	private static final List<Integer> STATUSES = List.of(302, 401, 403, 429, 503);

	static Stream<Arguments> requestFactories() {
		return withStatuses(
				Stream.<ClientHttpRequestFactoryBuilder<?>>of(ClientHttpRequestFactoryBuilder.httpComponents(),
						ClientHttpRequestFactoryBuilder.jetty(), ClientHttpRequestFactoryBuilder.reactor(),
						ClientHttpRequestFactoryBuilder.jdk(), ClientHttpRequestFactoryBuilder.simple()));
	}

	static Stream<Arguments> followingRequestFactories() {
		return withStatuses(Stream.<ClientHttpRequestFactoryBuilder<?>>of(
				ClientHttpRequestFactoryBuilder.httpComponents()
					.withHttpClientCustomizer((client) -> client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE)),
				ClientHttpRequestFactoryBuilder.httpComponents()
					.withCustomizer((factory) -> factory.setHttpClient(withoutRetries())),
				ClientHttpRequestFactoryBuilder.httpComponents().withCustomizer((factory) -> {
					factory.setHttpClient(withoutRetries());
					factory.setHttpContextFactory((method, uri) -> {
						HttpClientContext context = HttpClientContext.create();
						context.setRequestConfig(RequestConfig.custom().setMaxRedirects(3).build());
						return context;
					});
				}),
				ClientHttpRequestFactoryBuilder.jetty()
					.withHttpClientCustomizer((client) -> client.setFollowRedirects(true)),
				ClientHttpRequestFactoryBuilder.reactor().withHttpClientCustomizer(TokenSafeConnectorsTests::following),
				ClientHttpRequestFactoryBuilder.jdk()
					.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.ALWAYS))));
	}

	@ParameterizedTest
	@MethodSource("followingRequestFactories")
	void requestFactoryWhenACustomizerFollowsRedirectsThenDoesNot(ClientHttpRequestFactoryBuilder<?> builder,
			int status) throws Exception {
		requestFactoryWhenAnswerIsARefusalThenPassesItOnAndSendsNothingMore(builder, status);
	}

	@Test
	void requestFactoryWhenBuilderCannotBeKeptFromFollowingThenIsRefused() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		ClientHttpRequestFactoryBuilder<?> builder = (settings) -> new JdkClientHttpRequestFactory();
		beans.addBean("builder", builder);
		assertThatIllegalStateException().isThrownBy(() -> connections(beans).requestFactory(null))
			.withMessageContaining("ClientHttpRequestFactoryBuilder")
			.withMessageContaining("withHttpClientCustomizer")
			.withMessageContaining("a RestClient of your own");
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void requestFactoryWhenAnswerIsARefusalThenPassesItOnAndSendsNothingMore(ClientHttpRequestFactoryBuilder<?> builder,
			int status) throws Exception {
		stub(status);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("builder", builder);
		ClientHttpRequest request = connections(beans).requestFactory(null).createRequest(uri(), HttpMethod.GET);
		try (ClientHttpResponse response = request.execute()) {
			assertThat(response.getStatusCode().value()).isEqualTo(status);
			assertThat(response.getBody()).hasContent("refused");
		}
		SERVER.verify(1, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	static Stream<Arguments> connectors() {
		return withStatuses(Stream.<ClientHttpConnectorBuilder<?>>of(ClientHttpConnectorBuilder.httpComponents(),
				ClientHttpConnectorBuilder.jetty(), ClientHttpConnectorBuilder.reactor(),
				ClientHttpConnectorBuilder.jdk()));
	}

	static Stream<Arguments> followingConnectors() {
		return withStatuses(Stream.<ClientHttpConnectorBuilder<?>>of(
				ClientHttpConnectorBuilder.httpComponents()
					.withHttpClientCustomizer((client) -> client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE)),
				ClientHttpConnectorBuilder.jetty()
					.withHttpClientCustomizer((client) -> client.setFollowRedirects(true)),
				ClientHttpConnectorBuilder.reactor().withHttpClientCustomizer(TokenSafeConnectorsTests::following),
				ClientHttpConnectorBuilder.jdk()
					.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.ALWAYS))));
	}

	@ParameterizedTest
	@MethodSource("followingConnectors")
	void connectorWhenACustomizerFollowsRedirectsThenDoesNot(ClientHttpConnectorBuilder<?> builder, int status) {
		connectorWhenAnswerIsARefusalThenPassesItOnAndSendsNothingMore(builder, status);
	}

	@Test
	void connectorWhenBuilderCannotBeKeptFromFollowingThenIsRefused() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		ClientHttpConnectorBuilder<?> builder = (settings) -> new JdkClientHttpConnector();
		beans.addBean("builder", builder);
		assertThatIllegalStateException().isThrownBy(() -> connections(beans).connector(null))
			.withMessageContaining("ClientHttpConnectorBuilder")
			.withMessageContaining("withHttpClientCustomizer")
			.withMessageContaining("a WebClient of your own");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void connectorWhenAnswerIsARefusalThenPassesItOnAndSendsNothingMore(ClientHttpConnectorBuilder<?> builder,
			int status) {
		stub(status);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("builder", builder);
		ResponseEntity<String> response = WebClient.builder()
			.clientConnector(connections(beans).connector(null))
			.build()
			.get()
			.uri(uri())
			.exchangeToMono((answer) -> answer.toEntity(String.class))
			.block();
		assertThat(response).isNotNull();
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getBody()).isEqualTo("refused");
		SERVER.verify(1, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	private static Stream<Arguments> withStatuses(Stream<?> builders) {
		return builders.flatMap((builder) -> STATUSES.stream().map((status) -> Arguments.of(builder, status)));
	}

	private static HttpClient following(HttpClient client) {
		return client.followRedirect((request, response) -> response.status().code() < 400,
				(request) -> request.header("Authorization", "Bearer token"));
	}

	private static CloseableHttpClient withoutRetries() {
		return HttpClientBuilder.create().disableAutomaticRetries().build();
	}

	private static void stub(int status) {
		SERVER.stubFor(WireMock.any(WireMock.anyUrl())
			.willReturn(WireMock.status(status).withHeader("Location", "/elsewhere").withBody("refused")));
	}

	private static URI uri() {
		return URI.create(SERVER.baseUrl() + "/things");
	}

	private static TokenSafeConnectors connections(StaticListableBeanFactory beans) {
		return new TokenSafeConnectors(beans.getBeanProvider(ResolvableType.forClass(ClientHttpConnectorBuilder.class)),
				beans.getBeanProvider(ResolvableType.forClass(ClientHttpRequestFactoryBuilder.class)),
				beans.getBeanProvider(HttpClientSettings.class), beans.getBeanProvider(SslBundles.class));
	}

}
