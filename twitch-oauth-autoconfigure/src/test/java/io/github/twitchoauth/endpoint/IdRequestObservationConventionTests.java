package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.function.Function;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * Tests for {@link IdRequestObservationConvention}.
 */
class IdRequestObservationConventionTests {

	private static final Function<WebClient, RequestHeadersSpec<?>> REQUEST = (client) -> client.post()
		.uri("https://id.example/token?secret");

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@ParameterizedTest
	@CsvSource({ "200, SUCCESS", "400, SUCCESS", "403, SUCCESS", "428, SUCCESS", "401, CLIENT_ERROR",
			"429, CLIENT_ERROR", "503, SERVER_ERROR" })
	void outcomeWhenPollIsAnsweredThenIsSuccessUnlessItFailed(int status, String outcome) {
		exchange(IdRequestObservationConvention.poll(REQUEST), status);
		assertThatRequestHas("outcome", outcome);
		assertThatRequestHas("uri", "/token");
	}

	@ParameterizedTest
	@CsvSource({ "400", "403", "428" })
	void outcomeWhenAnotherRequestIsRefusedThenIsClientError(int status) {
		exchange(REQUEST, status);
		assertThatRequestHas("outcome", "CLIENT_ERROR");
	}

	private void assertThatRequestHas(String key, String value) {
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue(KeyValue.of(key, value));
	}

	private void exchange(Function<WebClient, RequestHeadersSpec<?>> request, int status) {
		WebClient client = WebClient.builder()
			.exchangeFunction((sent) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(status)).build()))
			.observationRegistry(this.registry)
			.observationConvention(new IdRequestObservationConvention())
			.build();
		request.apply(client).exchangeToMono(ClientResponse::releaseBody).block(Duration.ofSeconds(10));
	}

}
