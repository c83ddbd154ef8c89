package io.github.twitchoauth.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.web.TornServer.Ending;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A refusal whose body breaks off or never ends is a refusal in unknown words, whichever
 * HTTP client reads it.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("long")
class TornRefusalTests {

	private final HelixFixture fixture = new HelixFixture();

	@ParameterizedTest
	@MethodSource("connectors")
	void callWhenAWebClientReadsATornRefusalThenStatusIsKept(Supplier<ClientHttpConnector> connector, Ending ending)
			throws IOException {
		try (TornServer helix = new TornServer(ending, 1)) {
			this.fixture.withLivingToken();
			assertThat(status(client(helix, connector.get()))).isEqualTo(401);
			assertThat(this.fixture.tokens.refreshes).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void callWhenAWebClientReadsATornRefusalOfADeadTokenThenIsRepeated(Supplier<ClientHttpConnector> connector,
			Ending ending) throws IOException {
		try (TornServer helix = new TornServer(ending, 1)) {
			this.fixture.withDeadToken();
			assertThat(status(client(helix, connector.get()))).isEqualTo(200);
			assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
		}
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void callWhenARestClientReadsATornRefusalThenStatusIsKept(Supplier<ClientHttpRequestFactory> requestFactory,
			Ending ending) throws IOException {
		try (TornServer helix = new TornServer(ending, 1)) {
			this.fixture.withLivingToken();
			assertThat(status(client(helix, requestFactory.get()))).isEqualTo(401);
			assertThat(this.fixture.tokens.refreshes).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void callWhenARestClientReadsATornRefusalOfADeadTokenThenIsRepeated(
			Supplier<ClientHttpRequestFactory> requestFactory, Ending ending) throws IOException {
		try (TornServer helix = new TornServer(ending, 1)) {
			this.fixture.withDeadToken();
			assertThat(status(client(helix, requestFactory.get()))).isEqualTo(200);
			assertThat(this.fixture.tokens.refreshes).containsExactly("default-0");
		}
	}

	// HttpURLConnection takes no notice of an interrupt, so it counts while the body is
	// read.
	@Test
	void callWhenInterruptedWhileTheRefusalIsReadThenSaysSoAndStaysInterrupted() throws IOException {
		try (TornServer helix = new TornServer(Ending.HELD, 1)) {
			RestClient client = client(helix, ClientHttpRequestFactoryBuilder.simple()
				.build(HttpClientSettings.defaults().withRedirects(HttpRedirects.DONT_FOLLOW)));
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(TwitchUnavailableException.class).isThrownBy(() -> status(client))
				.withMessageContaining("interrupted");
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void callWhenCancelledWhileTheRefusalIsReadThenItsBuffersAreReleased() throws IOException {
		Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
		ListAppender<ILoggingEvent> leaks = new ListAppender<>();
		leaks.start();
		detector.addAppender(leaks);
		ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		try (TornServer helix = new TornServer(Ending.HELD, 40)) {
			WebClient client = client(helix, new ReactorClientHttpConnector());
			Flux.range(0, 40)
				.flatMap((i) -> client.get()
					.uri(helix.uri())
					.retrieve()
					.bodyToMono(String.class)
					.timeout(Duration.ofMillis(200 + i * 5), Flux.<String>empty().next()), 40)
				.blockLast(Duration.ofSeconds(30));
			for (int i = 0; i < 3; i++) {
				System.gc();
				PooledByteBufAllocator.DEFAULT.buffer(16).release();
			}
			assertThat(List.copyOf(leaks.list)).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
		}
		finally {
			ResourceLeakDetector.setLevel(level);
			detector.detachAppender(leaks);
		}
	}

	private WebClient client(TornServer helix, ClientHttpConnector connector) {
		return WebClient.builder()
			.clientConnector(connector)
			.baseUrl(helix.uri().toString())
			.filter(new TwitchExchangeFilterFunction(this.fixture.authorization(helix.uri(), Clock.systemUTC())))
			.build();
	}

	private RestClient client(TornServer helix, ClientHttpRequestFactory requestFactory) {
		return RestClient.builder()
			.requestFactory(requestFactory)
			.baseUrl(helix.uri())
			.requestInterceptor(
					new TwitchClientHttpRequestInterceptor(this.fixture.authorization(helix.uri(), Clock.systemUTC())))
			.build();
	}

	private static int status(WebClient client) {
		return client.get()
			.exchangeToMono((response) -> response.toEntity(String.class))
			.block(Duration.ofSeconds(20))
			.getStatusCode()
			.value();
	}

	private static int status(RestClient client) {
		return client.get().exchange((request, response) -> response.getStatusCode().value());
	}

	static Stream<Arguments> connectors() {
		return withEndings(HttpClients.connectors(HttpRedirects.DONT_FOLLOW));
	}

	static Stream<Arguments> requestFactories() {
		return withEndings(HttpClients.requestFactories(HttpRedirects.DONT_FOLLOW));
	}

	// Jetty holds a 401 back until its body has ended, unless it is the starter's client.
	private static Stream<Arguments> withEndings(Stream<? extends Named<?>> clients) {
		return clients.flatMap((client) -> Stream.of(Ending.values())
			.filter((ending) -> ending != Ending.HELD || !client.getName().equals("jetty"))
			.map((ending) -> Arguments.of(client, ending)));
	}

}
