package io.github.twitchoauth.autoconfigure.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.ResolvableType;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The loggers that show the token are those that the documentation names.
 */
class LoggedHeadersTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
		.build();

	private static final String TOKEN = "s3cret-t0ken";

	private static final Set<String> DOCUMENTED = Set.of("org.apache.hc.client5", "org.eclipse.jetty", "sun.net.www");

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Level level = this.root.getLevel();

	@BeforeEach
	void logEverything() {
		SERVER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("fine")));
		this.log.start();
		this.root.addAppender(this.log);
		this.root.setLevel(Level.TRACE);
	}

	@AfterEach
	void restore() {
		this.root.setLevel(this.level);
		this.root.detachAppender(this.log);
	}

	static Stream<ClientHttpRequestFactoryBuilder<?>> requestFactories() {
		return Stream.of(ClientHttpRequestFactoryBuilder.httpComponents(), ClientHttpRequestFactoryBuilder.jetty(),
				ClientHttpRequestFactoryBuilder.reactor().withHttpClientCustomizer(LoggedHeadersTests::wiretap),
				ClientHttpRequestFactoryBuilder.jdk(), ClientHttpRequestFactoryBuilder.simple());
	}

	@ParameterizedTest
	@MethodSource("requestFactories")
	void requestFactoryWhenEverythingIsLoggedThenOnlyDocumentedLoggersShowTheToken(
			ClientHttpRequestFactoryBuilder<?> builder) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("builder", builder);
		RestClient client = RestClient.builder().requestFactory(connections(beans).requestFactory(null)).build();
		assertThat(client.get()
			.uri(SERVER.baseUrl() + "/things")
			.headers((headers) -> headers.setBearerAuth(TOKEN))
			.retrieve()
			.body(String.class)).isEqualTo("fine");
		assertOnlyDocumentedLoggersShowTheToken();
	}

	static Stream<ClientHttpConnectorBuilder<?>> connectors() {
		return Stream.of(ClientHttpConnectorBuilder.httpComponents(), ClientHttpConnectorBuilder.jetty(),
				ClientHttpConnectorBuilder.reactor().withHttpClientCustomizer(LoggedHeadersTests::wiretap),
				ClientHttpConnectorBuilder.jdk());
	}

	@ParameterizedTest
	@MethodSource("connectors")
	void connectorWhenEverythingIsLoggedThenOnlyDocumentedLoggersShowTheToken(ClientHttpConnectorBuilder<?> builder) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("builder", builder);
		WebClient client = WebClient.builder().clientConnector(connections(beans).connector(null)).build();
		assertThat(client.get()
			.uri(SERVER.baseUrl() + "/things")
			.headers((headers) -> headers.setBearerAuth(TOKEN))
			.retrieve()
			.bodyToMono(String.class)
			.block()).isEqualTo("fine");
		assertOnlyDocumentedLoggersShowTheToken();
	}

	private void assertOnlyDocumentedLoggersShowTheToken() {
		Set<String> loggers = List.copyOf(this.log.list)
			.stream()
			.filter((event) -> !event.getLoggerName().startsWith("wiremock."))
			.filter((event) -> event.getFormattedMessage().contains(TOKEN))
			.map(ILoggingEvent::getLoggerName)
			.collect(Collectors.toSet());
		assertThat(loggers).allMatch((logger) -> DOCUMENTED.stream().anyMatch(logger::startsWith));
	}

	private static HttpClient wiretap(HttpClient client) {
		return client.wiretap(true);
	}

	private static TokenSafeConnectors connections(StaticListableBeanFactory beans) {
		return new TokenSafeConnectors(beans.getBeanProvider(ResolvableType.forClass(ClientHttpConnectorBuilder.class)),
				beans.getBeanProvider(ResolvableType.forClass(ClientHttpRequestFactoryBuilder.class)),
				beans.getBeanProvider(HttpClientSettings.class), beans.getBeanProvider(SslBundles.class));
	}

}
