package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A client that follows redirects does not take the token along, although nothing but
 * filter or interceptor can keep it from that.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RedirectedOwnClientTests {

	@AutoClose
	private final HelixServer foreign = new HelixServer((exchange) -> HelixServer.answer(exchange, 200, "stolen"));

	@AutoClose
	private final HelixServer helix = new HelixServer(this::redirect);

	private final HelixAuthorization authorization = new HelixFixture().authorization(this.helix.uri(),
			Clock.systemUTC());

	private void redirect(HttpExchange exchange) throws IOException {
		URI target = this.foreign.uri();
		exchange.getResponseHeaders().set("Location", target.toString().replace("localhost", "127.0.0.1"));
		HelixServer.answer(exchange, 307, "");
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callWhenTheConnectorFollowsThenFailsAndNothingFollows(Supplier<ClientHttpConnector> connector) {
		WebClient client = WebClient.builder()
			.clientConnector(connector.get())
			.filter(new TwitchExchangeFilterFunction(this.authorization))
			.build();
		assertThatThrownBy(() -> client.get()
			.uri(this.helix.uri())
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(20))).hasMessageContaining("must not go along");
		assertThat(this.foreign.tokens).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void callWhenTheRequestFactoryFollowsThenFailsAndNothingFollows(Supplier<ClientHttpRequestFactory> factory) {
		RestClient client = RestClient.builder()
			.requestFactory(factory.get())
			.requestInterceptor(new TwitchClientHttpRequestInterceptor(this.authorization))
			.build();
		assertThatThrownBy(() -> client.get().uri(this.helix.uri()).retrieve().body(String.class))
			.hasMessageContaining("must not go along");
		assertThat(this.foreign.tokens).isEmpty();
	}

	@Test
	void callWhenTheRequestFactoryIsUnknownThenWarns(CapturedOutput output) {
		ClientHttpRequestFactory hidden = new JdkClientHttpRequestFactory();
		RestClient client = RestClient.builder()
			.requestFactory(hidden::createRequest)
			.requestInterceptor(new TwitchClientHttpRequestInterceptor(this.authorization))
			.build();
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> client.get().uri(this.helix.uri()).retrieve().body(String.class))
				.hasMessageContaining("redirects to");
		}
		assertThat(output).containsOnlyOnce("Make sure that it does not");
	}

	@Test
	void callWhenTheConnectorIsUnknownThenWarns(CapturedOutput output) {
		ClientHttpConnector hidden = new HttpComponentsClientHttpConnector();
		WebClient client = WebClient.builder()
			.clientConnector(hidden::connect)
			.filter(new TwitchExchangeFilterFunction(this.authorization))
			.build();
		callTwice(client);
		assertThat(output).containsOnlyOnce("Make sure that it does not");
	}

	@Test
	void callWhenNoConnectorIsFoundThenWarns(CapturedOutput output) {
		AtomicReference<ExchangeFunction> hidden = new AtomicReference<>(
				ExchangeFunctions.create(new JdkClientHttpConnector()));
		WebClient client = WebClient.builder()
			.exchangeFunction((request) -> hidden.get().exchange(request))
			.filter(new TwitchExchangeFilterFunction(this.authorization))
			.build();
		callTwice(client);
		assertThat(output).containsOnlyOnce("Make sure that it does not");
	}

	private void callTwice(WebClient client) {
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> client.get()
				.uri(this.helix.uri())
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(20))).hasMessageContaining("redirects to");
		}
	}

	@Test
	void callWhenNoRequestFactoryIsFoundThenWarns(CapturedOutput output) {
		TwitchClientHttpRequestInterceptor interceptor = new TwitchClientHttpRequestInterceptor(this.authorization);
		RestClient client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.requestInterceptor((request, body, execution) -> {
				AtomicReference<ClientHttpRequestExecution> hidden = new AtomicReference<>(execution);
				return interceptor.intercept(request, body, (next, bytes) -> hidden.get().execute(next, bytes));
			})
			.build();
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> client.get().uri(this.helix.uri()).retrieve().body(String.class))
				.hasMessageContaining("redirects to");
		}
		assertThat(output).containsOnlyOnce("Make sure that it does not");
	}

	static Stream<Named<Supplier<ClientHttpConnector>>> connectors() {
		return Stream.concat(HttpClients.connectors(HttpRedirects.FOLLOW),
				Stream.of(Named.of("own HttpComponents", HttpComponentsClientHttpConnector::new),
						Named.of("own Jetty", JettyClientHttpConnector::new)));
	}

	static Stream<Named<Supplier<ClientHttpRequestFactory>>> requestFactories() {
		return Stream.concat(HttpClients.requestFactories(HttpRedirects.FOLLOW),
				Stream.of(Named.of("own HttpComponents", HttpComponentsClientHttpRequestFactory::new),
						Named.of("own HttpURLConnection", SimpleClientHttpRequestFactory::new),
						Named.of("own JDK client, buffered", RedirectedOwnClientTests::buffered)));
	}

	private static ClientHttpRequestFactory buffered() {
		return new BufferingClientHttpRequestFactory(new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()));
	}

}
