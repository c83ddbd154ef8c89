package io.github.twitchoauth.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.test.Endpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.AdditionalAnswers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An answer whose body does not end as it should still has its status.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("long")
class TornAnswerTests extends AbstractHelixTests {

	private static final TornHelix HELIX = new TornHelix();

	@Override
	Class<?> configuration() {
		return Application.class;
	}

	@AfterAll
	static void stopHelix() throws IOException {
		HELIX.close();
	}

	@ParameterizedTest
	@CsvSource({ "WEB_CLIENT, CLOSED", "WEB_CLIENT, HELD", "REST_CLIENT, CLOSED", "REST_CLIENT, HELD" })
	void callWhenRefusalIsTornAndTokenIsDeadThenIsRepeatedWithANewOne(HelixClient client, TornHelix.Ending ending) {
		long refreshes = this.twitch.getRefreshCount();
		this.twitch.expireAccessTokens();
		HELIX.answers("401 Unauthorized", ending);
		assertThat(client.get(this.application, "/things").getBody()).isEqualTo("fine");
		assertThat(this.twitch.getRefreshCount()).isEqualTo(refreshes + 1);
		assertThat(this.twitch.getReplays()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "WEB_CLIENT, CLOSED", "WEB_CLIENT, DRIBBLED", "REST_CLIENT, CLOSED", "REST_CLIENT, DRIBBLED" })
	void callWhenRefusalIsTornAndTokenLivesThenStatusIsKept(HelixClient client, TornHelix.Ending ending) {
		long refreshes = this.twitch.getRefreshCount();
		long validations = this.twitch.getRequestCount(Endpoint.VALIDATE);
		HELIX.answers("401 Unauthorized", ending);
		assertThat(client.get(this.application, "/things")).satisfies((response) -> {
			assertThat(response.getStatusCode().value()).isEqualTo(401);
			assertThat(response.getBody()).startsWith("{\"mess");
		});
		assertThat(this.twitch.getRefreshCount()).isEqualTo(refreshes);
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(validations + 1);
	}

	@Test
	void retrieveWhenRefusalIsTornThenExceptionHasTheStatus() {
		HELIX.answers("403 Forbidden", TornHelix.Ending.CLOSED);
		assertThatExceptionOfType(WebClientResponseException.Forbidden.class)
			.isThrownBy(() -> this.application.bean("twitchWebClient", WebClient.class)
				.get()
				.uri("/things")
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(20)));
		HELIX.answers("403 Forbidden", TornHelix.Ending.CLOSED);
		assertThatExceptionOfType(RestClientResponseException.class)
			.isThrownBy(() -> this.application.bean("twitchRestClient", RestClient.class)
				.get()
				.uri("/things")
				.retrieve()
				.body(String.class))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(403));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenARedirectDoesNotEndThenFailsAllTheSame(HelixClient client) {
		HELIX.answers("302 Found\r\nLocation: https://evil.example/", TornHelix.Ending.DRIBBLED);
		assertThatExceptionOfType(TwitchOAuthException.class).isThrownBy(() -> client.get(this.application, "/things"))
			.withMessageContaining("redirects to 'https://evil.example/'");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@Primary
		TwitchOAuthConnectionDetails tornConnectionDetails(
				@Qualifier("connectionDetails") TwitchOAuthConnectionDetails connectionDetails) {
			TwitchOAuthConnectionDetails details = Mockito.mock(TwitchOAuthConnectionDetails.class,
					AdditionalAnswers.delegatesTo(connectionDetails));
			URI helixUri = HELIX.uri();
			BDDMockito.willReturn(helixUri).given(details).getHelixUri();
			return details;
		}

	}

}
