package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.twitchoauth.ClientAuthentication;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientAuthentication} at each endpoint.
 */
class ClientAuthenticationTests extends AbstractTwitchIdClientTests {

	private static final ClientCredentials CLIENT = new ClientCredentials("app:1", "s3cr3t:%+/ ü");

	private static final String BASIC = "Basic " + Base64.getEncoder()
		.encodeToString("app%3A1:s3cr3t%3A%25%2B%2F+%C3%BC".getBytes(StandardCharsets.US_ASCII));

	private static final String DEVICE_CODE_ANSWER = """
			{"device_code":"dc","user_code":"AB","verification_uri":"https://id.example/device","expires_in":900}""";

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "VALIDATE")
	void callWhenBasicThenIdAndSecretAreInTheHeaderOnly(EndpointCall call) {
		answer(200, "{}");
		send(call, ClientAuthentication.BASIC);
		assertThat(onlyRequest().header("Authorization").values()).containsExactly(BASIC);
		assertThat(parameter(onlyRequest(), "client_id")).isNull();
		assertThat(parameter(onlyRequest(), "client_secret")).isNull();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "VALIDATE")
	void callWhenOtherServerThanTwitchThenSecretIsAParameter(EndpointCall call) {
		answer(200, "{}");
		send(call, null);
		assertThat(onlyRequest().containsHeader("Authorization")).isFalse();
		assertThat(parameter(onlyRequest(), "client_id")).isEqualTo("app:1");
		assertThat(parameter(onlyRequest(), "client_secret")).isEqualTo("s3cr3t:%+/ ü");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "VALIDATE")
	void callWhenNoneThenSecretIsNotSent(EndpointCall call) {
		answer(200, "{}");
		send(call, ClientAuthentication.NONE);
		assertThat(onlyRequest().containsHeader("Authorization")).isFalse();
		assertThat(parameter(onlyRequest(), "client_id")).isEqualTo("app:1");
		assertThat(parameter(onlyRequest(), "client_secret")).isNull();
	}

	@Test
	void callWhenPublicClientThenIdIsAParameterWhateverIsConfigured() {
		answer(200, "{}");
		await(client(ClientAuthentication.BASIC).requestToken(PUBLIC_CLIENT, DEVICE_CODE));
		assertThat(onlyRequest().containsHeader("Authorization")).isFalse();
		assertThat(parameter(onlyRequest(), "client_id")).isEqualTo(PUBLIC_CLIENT.clientId());
	}

	@ParameterizedTest
	@EnumSource(names = { "POST", "BASIC" })
	void requestDeviceCodeWhenSecretIsRefusedThenAsksAgainWithoutIt(ClientAuthentication authentication) {
		answer(200, DEVICE_CODE_ANSWER);
		server.stubFor(WireMock.post("/oauth2/device")
			.withHeader("Authorization", WireMock.containing("Basic"))
			.willReturn(WireMock.jsonResponse("{\"error\":\"unauthorized_client\"}", 403)));
		server.stubFor(WireMock.post("/oauth2/device")
			.withFormParam("client_secret", WireMock.matching(".*"))
			.willReturn(WireMock.jsonResponse("{\"error\":\"unauthorized_client\"}", 403)));
		assertThat(await(client(authentication).requestDeviceCode(CLIENT, List.of("a")))).isInstanceOf(Success.class);
		assertThat(server.findAll(WireMock.postRequestedFor(WireMock.anyUrl()))).hasSize(2)
			.allSatisfy((request) -> assertThat(parameter(request, "scope")).isEqualTo("a"));
	}

	@Test
	void requestDeviceCodeWhenClientIsRefusedEitherWayThenFirstAnswerCounts() {
		answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}");
		assertThat(await(client(null).requestDeviceCode(CLIENT, List.of())))
			.isEqualTo(new Rejected<>(401, ErrorCode.INVALID_CLIENT, "no such client", null, "localhost"));
	}

	@Test
	void callWhenRefusalQuotesTheHeaderThenCredentialsAreMasked() {
		answer(WireMock.jsonResponse("{\"message\":\"cannot read {{{request.headers.Authorization}}}\"}", 400)
			.withTransformers("response-template"));
		assertThat(await(client(ClientAuthentication.BASIC).refresh(CLIENT, REFRESH_TOKEN)).toString())
			.contains("cannot read Basic ***")
			.doesNotContain(BASIC.substring(6));
	}

	private void send(EndpointCall call, @Nullable ClientAuthentication authentication) {
		TwitchIdClient client = client(authentication);
		Outcome<?> outcome = switch (call) {
			case DEVICE -> await(client.requestDeviceCode(CLIENT, List.of()));
			case TOKEN -> await(client.requestToken(CLIENT, DEVICE_CODE));
			case REFRESH -> await(client.refresh(CLIENT, REFRESH_TOKEN));
			default -> await(client.revoke(CLIENT, TOKEN));
		};
		assertThat(outcome).isNotNull();
	}

	private static TwitchIdClient client(@Nullable ClientAuthentication authentication) {
		ProviderEndpoints twitch = endpoints(server.baseUrl());
		return new TwitchIdClient(WebClient.builder(),
				new ProviderEndpoints(twitch.deviceAuthorizationUri(), twitch.tokenUri(),
						URI.create(server.baseUrl() + "/oauth2/revoke"), null, authentication),
				PATIENCE, AnswerFixture.CLOCK);
	}

	private static @Nullable String parameter(LoggedRequest request, String name) {
		return Stream.ofNullable(request.formParameters().get(name))
			.map((parameter) -> parameter.firstValue())
			.findFirst()
			.orElse(null);
	}

}
