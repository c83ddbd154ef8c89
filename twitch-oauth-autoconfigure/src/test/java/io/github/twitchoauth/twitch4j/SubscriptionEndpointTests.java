package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SubscriptionEndpoint}.
 */
class SubscriptionEndpointTests {

	private static final Subscription RAID = new Subscription("channel.raid", "1",
			Map.of("to_broadcaster_user_id", "42"));

	private final HelixRequests helix = Mockito.mock();

	private final SubscriptionEndpoint endpoint = new SubscriptionEndpoint(this.helix, "bot");

	private void conflict(HttpStatus status, String found) {
		conflict((request) -> ClientResponse.create(status).body(found).build());
	}

	private void conflict(Function<ClientRequest, ClientResponse> found) {
		WebClient client = WebClient.builder()
			.baseUrl("https://api.example.com")
			.exchangeFunction((request) -> Mono.just(response(request, found)))
			.build();
		BDDMockito.given(this.helix.authorized(ArgumentMatchers.eq("bot"), ArgumentMatchers.any()))
			.willAnswer((call) -> client.method(call.getArgument(1)));
	}

	private static ClientResponse response(ClientRequest request, Function<ClientRequest, ClientResponse> found) {
		return request.method().equals(HttpMethod.POST) ? ClientResponse.create(HttpStatus.CONFLICT)
			.body("{\"message\":\"subscription already exists\"}")
			.build() : found.apply(request);
	}

	private static String inSession(String session) {
		return "{\"data\":[{\"id\":\"found\",\"type\":\"channel.raid\",\"version\":\"1\",\"condition\":"
				+ "{\"from_broadcaster_user_id\":\"\",\"to_broadcaster_user_id\":\"42\"},\"transport\":{\"session_id\":\""
				+ session + "\"}}]}";
	}

	@Test
	void createWhenItExistsInTheSessionThenItsIdIsFound() {
		conflict(HttpStatus.OK, inSession("one"));
		StepVerifier.create(this.endpoint.create(RAID, "one"))
			.expectNext("found")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void createWhenItExistsOnALaterPageThenItsIdIsFound() {
		List<String> pages = new ArrayList<>(
				List.of("{\"data\":[],\"pagination\":{\"cursor\":\"c=1\"}}", inSession("one")));
		List<String> queries = new ArrayList<>();
		conflict((request) -> {
			queries.add(request.url().getRawQuery());
			return ClientResponse.create(HttpStatus.OK).body(pages.remove(0)).build();
		});
		StepVerifier.create(this.endpoint.create(RAID, "one"))
			.expectNext("found")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		assertThat(queries).containsExactly("type=channel.raid", "type=channel.raid&after=c%3D1");
	}

	@Test
	void createWhenItExistsInAnotherSessionOnlyThenItIsNotCreated() {
		conflict(HttpStatus.OK, inSession("former"));
		StepVerifier.create(this.endpoint.create(RAID, "one"))
			.expectErrorMatches((error) -> error instanceof IllegalStateException && error.getMessage().contains("409"))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void createWhenItExistsAndThereIsNoTellingWhereThenItIsNotCreated() {
		conflict(HttpStatus.SERVICE_UNAVAILABLE, "");
		StepVerifier.create(this.endpoint.create(RAID, "one"))
			.expectError(IllegalStateException.class)
			.verify(Duration.ofSeconds(10));
	}

}
