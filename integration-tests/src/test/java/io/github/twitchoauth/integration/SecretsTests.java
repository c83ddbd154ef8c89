package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that logs all it can logs no secret of the starter's.
 */
class SecretsTests {

	private static final Duration STARTUP = Duration.ofMinutes(2);

	private static final String OWN_SECRET = "k3jq8w1zx5v7n2m4b6c9d0f1g3h5j7l9";

	private static final String CLIENT_SECRET = "p0o9i8u7y6t5r4e3w2q1a2s3d4f5g6h7";

	private static final String KNOWN_CODE = "z9x8c7v6b5n4m3l2k1j0h9g8f7d6s5a4q3w2e1r0";

	private static final String GARBLED = """
			{"access_token":"tt1rr2ee3ww4qq5yy6uu7ii8oo9pp0","refresh_token":"mm1nn2bb3vv4cc5xx6zz7ll8kk9jj0","scope":[""";

	private static final String BAD_CODE = """
			{"device_code":"h1g2f3d4s5a6p7o8i9u0y1t2r3e4w5q6l7k8j9m0","user_code":"ABCDEFGH","expires_in":0,
			"verification_uri":"https://www.twitch.tv/activate"}""";

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private ChildProcess process;

	@BeforeEach
	void prepareTwitch() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
		this.twitch.on(Endpoint.DEVICE).respond(Fault.body(200, "application/json", BAD_CODE));
		Stream
			.of(Fault.body(200, "application/json", GARBLED), Fault.html(502), Fault.interrupted(), Fault.reset(),
					Fault.body(200, "text/html", GARBLED))
			.forEach(this.twitch.on(Endpoint.DEVICE_TOKEN)::respond);
		this.twitch.on(Endpoint.VALIDATE).respond(Fault.interrupted());
		this.twitch.on(Endpoint.REVOKE).respond(Fault.status(500));
		this.twitch.getWireMockServer()
			.stubFor(WireMock.post("/oauth2/token")
				.withFormParam("device_code", WireMock.equalTo(KNOWN_CODE))
				.willReturn(WireMock
					.jsonResponse("{\"status\":400,\"message\":\"what is " + KNOWN_CODE + " supposed to be?\"}", 400)));
	}

	@Test
	void outputWhenEverythingIsLoggedThenHasNoSecret() {
		start();
		this.process.awaitOutput("Start of denied login");
		this.twitch.deny(this.twitch.awaitUserCode(STARTUP));
		assertThat(this.process.awaitExit(STARTUP)).isZero();
		String output = this.process.output();
		Secrets secrets = new Secrets(this.twitch, OWN_SECRET);
		secrets.add(CLIENT_SECRET);
		assertEverythingHappened(output);
		assertThat(secrets.all()).contains(KNOWN_CODE, "tt1rr2ee3ww4qq5yy6uu7ii8oo9pp0").hasSizeGreaterThan(8);
		assertThat(secrets.isOwnIn(output)).isTrue();
		assertThat(secrets.leaks(output)).isEmpty();
	}

	private void assertEverythingHappened(String output) {
		assertThat(output).contains(" TRACE ", " DEBUG ", "/oauth2/device", "/oauth2/token", "/oauth2/validate",
				"/oauth2/revoke");
		assertThat(output).contains("|GET /own HTTP", "Request GET", "Response [");
		assertThat(output).contains("Error of bad code", "Result of good login: TwitchToken[login=twitchdev",
				"Error of failing revocation", "Result of good revocation", "Result of repeated revocation",
				"Error of denied login", "Error of quoted code", "what is *** supposed to be?");
		assertThat(output).contains("Event DeviceCodeEvent[", "Code DeviceCode[", "Event AuthenticatedEvent[",
				"Token TwitchToken[", "Event AuthorizationFailedEvent[", "AuthorizationDeniedException");
		assertThat(this.twitch.getRequestCount(Endpoint.VALIDATE)).isEqualTo(2);
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isEqualTo(3);
	}

	private void start() {
		String baseUrl = this.twitch.getBaseUrl();
		List<String> arguments = new ArrayList<>(
				List.of("--logging.level.root=TRACE", "--spring.http.codecs.log-request-details=true",
						"--twitch.oauth.client-id=test-client", "--twitch.oauth.scopes=user:read:chat",
						"--twitch.oauth.auto-start=false", "--bot.own-uri=" + baseUrl + "/own",
						"--bot.own-secret=" + OWN_SECRET, "--bot.known-code=" + KNOWN_CODE));
		Stream.of(TestApplication.provider(baseUrl)).map("--"::concat).forEach(arguments::add);
		this.process = ChildProcess.start(LoudBot.class, Map.of("TWITCH_OAUTH_CLIENT_SECRET", CLIENT_SECRET),
				arguments);
	}

}
