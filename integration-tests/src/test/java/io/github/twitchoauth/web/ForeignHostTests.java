package io.github.twitchoauth.web;

import java.net.URI;
import java.time.Duration;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.twitchoauth.TwitchOAuthException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The token goes nowhere but to Helix.
 */
class ForeignHostTests extends AbstractHelixTests {

	private final WireMockServer foreign = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

	@BeforeAll
	void startForeignServer() {
		this.foreign.start();
		this.foreign.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("stolen")));
	}

	@AfterAll
	void stopForeignServer() {
		this.foreign.stop();
	}

	@ParameterizedTest
	@CsvSource({ "WEB_CLIENT, 301", "WEB_CLIENT, 302", "WEB_CLIENT, 303", "WEB_CLIENT, 307", "WEB_CLIENT, 308",
			"REST_CLIENT, 301", "REST_CLIENT, 302", "REST_CLIENT, 303", "REST_CLIENT, 307", "REST_CLIENT, 308" })
	void callWhenRedirectedThenFailsAndNothingFollows(HelixClient client, int status) {
		String target = "http://localhost:" + this.foreign.port() + "/helix/users";
		answers(WireMock.status(status).withHeader("Location", target + "?code=s3cret"));
		assertThatExceptionOfType(TwitchOAuthException.class).isThrownBy(() -> client.get(this.application, "/things"))
			.withMessageStartingWith("The answer " + status + " redirects to '" + target + "',")
			.withMessageNotContaining("s3cret");
		this.foreign.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@CsvSource({ "WEB_CLIENT, http://localhost:{port}/helix/users", "WEB_CLIENT, http://127.0.0.1:{port}/helix/users",
			"WEB_CLIENT, http://localhost:80@127.0.0.1:{port}/helix/users",
			"WEB_CLIENT, http://localhost@127.0.0.1:{port}/helix/users",
			"REST_CLIENT, http://localhost:{port}/helix/users", "REST_CLIENT, http://127.0.0.1:{port}/helix/users",
			"REST_CLIENT, http://localhost:80@127.0.0.1:{port}/helix/users",
			"REST_CLIENT, http://localhost@127.0.0.1:{port}/helix/users" })
	void callWhenTargetIsElsewhereThenIsNotSent(HelixClient client, String target) {
		assertThatExceptionOfType(TwitchOAuthException.class)
			.isThrownBy(
					() -> client.get(this.application, target.replace("{port}", String.valueOf(this.foreign.port()))))
			.withMessageContaining("A Twitch token is sent to " + this.twitch.getBaseUrl() + "/helix only");
		this.foreign.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void callWhenAFilterBehindChangesTheTargetThenIsNotSent() {
		URI elsewhere = URI.create("http://127.0.0.1:" + this.foreign.port() + "/helix/users");
		WebClient client = this.application.bean("twitchWebClient", WebClient.class)
			.mutate()
			.filter((request, next) -> next.exchange(ClientRequest.from(request).url(elsewhere).build()))
			.build();
		assertThatExceptionOfType(TwitchOAuthException.class)
			.isThrownBy(
					() -> client.get().uri("/users").retrieve().bodyToMono(String.class).block(Duration.ofSeconds(20)))
			.withMessageContaining("A Twitch token is sent to " + this.twitch.getBaseUrl() + "/helix only");
		this.foreign.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenPathVariableLeadsOutOfHelixThenIsNotSent(HelixClient client) {
		assertThatExceptionOfType(TwitchOAuthException.class)
			.isThrownBy(() -> client.get(this.application, "/users/../../oauth2/validate"));
		this.twitch.getWireMockServer()
			.verify(0, WireMock.anyRequestedFor(WireMock.urlPathMatching("/(helix|oauth2/validate).*")));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenUriIsAbsoluteAndHelixThenIsSent(HelixClient client) {
		answers(WireMock.ok("fine"));
		assertThat(client.get(this.application, this.twitch.getBaseUrl() + PATH).getBody()).isEqualTo("fine");
	}

}
