package io.github.twitchoauth.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.netty.handler.logging.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.logging.AdvancedByteBufFormat;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.FormHttpMessageWriter;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The token is in no exception and no log of the clients.
 */
class ClientSecretsTests extends AbstractHelixTests {

	@Override
	Class<?> configuration() {
		return Loud.class;
	}

	@Override
	String[] properties() {
		return new String[] { "spring.http.codecs.log-request-details=true" };
	}

	@Test
	void retrieveWhenRefusedThenExceptionHasTheRequestWithoutTheToken() {
		answers(refusal(401, "OAuth token is missing"));
		Throwable thrown = catchThrowable(() -> retrieveWithWebClient());
		assertThat(thrown).isInstanceOfSatisfying(WebClientResponseException.Unauthorized.class, (ex) -> {
			assertThat(ex.getRequest().getURI()).hasToString(this.twitch.getBaseUrl() + PATH);
			assertThat(ex.getRequest().getHeaders().headerNames()).contains("Accept").doesNotContain("Authorization");
		});
		assertThat(everythingIn(thrown)).contains("401").doesNotContain(this.application.accessToken());
		assertThat(requests()).singleElement()
			.satisfies((request) -> assertThat(request.getHeader("Authorization"))
				.isEqualTo("Bearer " + this.application.accessToken()));
	}

	@Test
	void retrieveWhenConnectionBreaksThenExceptionHasNoToken() {
		answers(WireMock.aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
				WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		Throwable thrown = catchThrowable(() -> retrieveWithWebClient());
		Throwable second = catchThrowable(() -> retrieveWithWebClient());
		assertThat(second).isInstanceOfSatisfying(WebClientRequestException.class,
				(ex) -> assertThat(ex.getHeaders().headerNames()).contains("Accept").doesNotContain("Authorization"));
		assertThat(everythingIn(thrown) + everythingIn(second)).doesNotContain(this.application.accessToken());
	}

	@Test
	void retrieveWhenRestClientIsRefusedThenExceptionHasNoToken() {
		answers(refusal(401, "OAuth token is missing"), WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		RestClient client = this.application.bean("twitchRestClient", RestClient.class);
		Throwable refused = catchThrowable(() -> client.get().uri("/things").retrieve().body(String.class));
		Throwable broken = catchThrowable(() -> client.get().uri("/things").retrieve().body(String.class));
		assertThat(everythingIn(refused)).contains("401");
		assertThat(everythingIn(refused) + everythingIn(broken)).contains("ResourceAccessException")
			.doesNotContain(this.application.accessToken());
	}

	@ParameterizedTest
	@EnumSource
	void callWhenEverythingIsLoggedThenLogHasNoToken(HelixClient client) {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level level = root.getLevel();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		root.addAppender(log);
		root.setLevel(Level.TRACE);
		try {
			answers(refusal(401, "Invalid OAuth token"), refusal(429, "x"), WireMock.ok("fine"));
			assertThat(client.get(this.application, "/things").getBody()).isEqualTo("fine");
			assertThat(this.application.bean(Things.class).things()).isEqualTo("fine");
		}
		finally {
			root.setLevel(level);
			root.detachAppender(log);
		}
		assertThat(tokensSent()).hasSize(4);
		assertThat(List.copyOf(log.list)).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.contains(PATH))
			.noneMatch((message) -> tokensSent().stream().anyMatch((token) -> message.contains(token.substring(7))));
	}

	@Test
	void callWhenStoredTokenHasALineBreakThenNothingIsSentAndExceptionDoesNotQuoteIt() {
		InMemoryTokenStore store = this.application.bean(InMemoryTokenStore.class);
		store.save("torn", new TwitchToken("s3cret\r\nX-Injected: 1", null, Set.of(), null, "1", "torn"));
		for (HelixClient client : HelixClient.values()) {
			Throwable thrown = catchThrowable(
					() -> client.send(this.application, HttpMethod.GET, "/things", "torn", null));
			assertThat(everythingIn(thrown)).contains("'torn'").doesNotContain("s3cret");
		}
		assertThat(requests()).isEmpty();
	}

	private void retrieveWithWebClient() {
		this.application.bean("twitchWebClient", WebClient.class)
			.get()
			.uri("/things")
			.header("Accept", "text/plain")
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(20));
	}

	// What can be read from an exception: its text, and for error trackers its fields.
	private static String everythingIn(Throwable thrown) {
		StringWriter text = new StringWriter();
		thrown.printStackTrace(new PrintWriter(text));
		ByteArrayOutputStream fields = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(fields)) {
			output.writeObject(thrown);
		}
		catch (IOException ex) {
			text.append("(not serializable)");
		}
		return text + fields.toString(StandardCharsets.ISO_8859_1);
	}

	interface Things {

		@GetExchange("/things")
		String things();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "twitch", types = Things.class, clientType = ClientType.WEB_CLIENT)
	static class Loud {

		@Bean
		InMemoryTokenStore tokenStore() {
			return new InMemoryTokenStore();
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> connectorCustomizer() {
			return (builder) -> builder.withHttpClientCustomizer(Loud::wiretap);
		}

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> requestFactoryCustomizer() {
			return (builder) -> builder.withHttpClientCustomizer(Loud::wiretap);
		}

		@Bean
		WebClientCustomizer webClientCustomizer() {
			return (builder) -> builder.codecs((codecs) -> {
				codecs.defaultCodecs().enableLoggingRequestDetails(true);
				FormHttpMessageWriter writer = new FormHttpMessageWriter();
				writer.setEnableLoggingRequestDetails(true);
				codecs.customCodecs().register(writer);
			});
		}

		private static HttpClient wiretap(HttpClient client) {
			return client.wiretap("loud", LogLevel.INFO, AdvancedByteBufFormat.TEXTUAL);
		}

	}

}
