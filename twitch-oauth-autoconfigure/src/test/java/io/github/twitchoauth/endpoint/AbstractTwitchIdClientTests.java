package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.twitchoauth.account.ClientCredentials;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base class for tests of {@link TwitchIdClient} over a real socket.
 */
abstract class AbstractTwitchIdClientTests {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	static final String DEVICE_CODE = "ike3GM8Q%2F+dYZs43/Kdr=WPIO&36";

	static final String TOKEN = "0123456789abcdefghij%2F+ABCDEF";

	static final String REFRESH_TOKEN = "gdw3k62zpqi0kw01escg7zgb%2F/hdhxm6+155tiwcztxczkx17";

	static final String CLIENT_SECRET = "nyo51xcdrerl8z9m56w9w6wg%/+&=ü";

	static final ClientCredentials PUBLIC_CLIENT = new ClientCredentials("uo6dggojyb8d6soh92zknwmi5ej1q2", null);

	static final ClientCredentials CONFIDENTIAL_CLIENT = new ClientCredentials("uo6dggojyb8d6soh92zknwmi5ej1q2",
			CLIENT_SECRET);

	@RegisterExtension
	static WireMockExtension server = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort())
		.build();

	final TwitchIdClient client = clientWithTimeout(PATIENCE);

	static TwitchIdClient clientWithTimeout(Duration requestTimeout) {
		return client(server.baseUrl(), requestTimeout);
	}

	// Without a pool, so that no connection outlives the fault of another test.
	static TwitchIdClient client(String baseUrl, Duration requestTimeout) {
		return client(baseUrl, requestTimeout, AnswerFixture.CLOCK);
	}

	static TwitchIdClient client(String baseUrl, Duration requestTimeout, Clock clock) {
		HttpClient httpClient = HttpClient.create(ConnectionProvider.newConnection()).disableRetry(true);
		WebClient.Builder builder = WebClient.builder().clientConnector(new ReactorClientHttpConnector(httpClient));
		return new TwitchIdClient(builder, endpoints(baseUrl), requestTimeout, clock);
	}

	static ProviderEndpoints endpoints(String baseUrl) {
		return new ProviderEndpoints(URI.create(baseUrl + "/oauth2/device"), URI.create(baseUrl + "/oauth2/token"),
				URI.create(baseUrl + "/oauth2/revoke"), URI.create(baseUrl + "/oauth2/validate"));
	}

	static void answer(ResponseDefinitionBuilder answer) {
		server.stubFor(WireMock.any(WireMock.urlPathMatching("/oauth2/.*")).willReturn(answer));
	}

	static void answer(int status, String json) {
		answer(WireMock.jsonResponse(json, status));
	}

	static <T> T await(Mono<T> mono) {
		AtomicReference<T> value = new AtomicReference<>();
		StepVerifier.create(mono).consumeNextWith(value::set).expectComplete().verify(PATIENCE);
		return value.get();
	}

	static LoggedRequest onlyRequest() {
		List<LoggedRequest> requests = server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
		assertThat(requests).hasSize(1);
		return requests.get(0);
	}

}
