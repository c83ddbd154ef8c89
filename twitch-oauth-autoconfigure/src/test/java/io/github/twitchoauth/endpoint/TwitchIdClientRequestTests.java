package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.twitchoauth.account.ClientCredentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the requests that {@link TwitchIdClient} sends.
 */
class TwitchIdClientRequestTests extends AbstractTwitchIdClientTests {

	private static final String CLIENT_ID = "client_id=uo6dggojyb8d6soh92zknwmi5ej1q2";

	private static final String[] SECRETS = { DEVICE_CODE, TOKEN, REFRESH_TOKEN, CLIENT_SECRET };

	@BeforeEach
	void answerAnything() {
		answer(200, "{}");
	}

	@Test
	void requestDeviceCodeWhenStandInForTwitchThenScopesOnly() {
		await(this.client.requestDeviceCode(CONFIDENTIAL_CLIENT, List.of("user:read:chat", "bits:read")));
		assertPosted("/oauth2/device", CLIENT_ID, "scopes=user%3Aread%3Achat+bits%3Aread");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://id.twitch.tv/oauth2/device", "https://ID.Twitch.TV/oauth2/device" })
	void requestDeviceCodeWhenTwitchThenScopesOnly(String uri) {
		assertThat(deviceRequestTo(uri, List.of("user:read:chat", "bits:read")).split("&"))
			.containsExactlyInAnyOrder(CLIENT_ID, "scopes=user%3Aread%3Achat+bits%3Aread");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://id.twitch.tv.example/device", "https://example/id.twitch.tv/oauth2/device",
			"https://id.twitch.tv@example/oauth2/device" })
	void requestDeviceCodeWhenUriOnlyLooksLikeTwitchThenScopeOnly(String uri) {
		assertThat(deviceRequestTo(uri, List.of("a")).split("&")).containsExactlyInAnyOrder(CLIENT_ID, "scope=a");
	}

	@Test
	void requestDeviceCodeWhenNoScopesThenNeitherParameter() {
		await(this.client.requestDeviceCode(PUBLIC_CLIENT, List.of()));
		assertPosted("/oauth2/device", CLIENT_ID);
		assertThat(deviceRequestTo("https://id.twitch.tv/oauth2/device", List.of())).isEqualTo(CLIENT_ID);
	}

	@Test
	void requestTokenThenDeviceCodeAndNoSecret() {
		await(this.client.requestToken(CONFIDENTIAL_CLIENT, DEVICE_CODE));
		assertPosted("/oauth2/token", CLIENT_ID, "device_code=ike3GM8Q%252F%2BdYZs43%2FKdr%3DWPIO%2636",
				"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code");
	}

	@Test
	void refreshWhenConfidentialThenEverythingIsEncoded() {
		await(this.client.refresh(CONFIDENTIAL_CLIENT, REFRESH_TOKEN));
		assertPosted("/oauth2/token", CLIENT_ID, "grant_type=refresh_token",
				"refresh_token=gdw3k62zpqi0kw01escg7zgb%252F%2Fhdhxm6%2B155tiwcztxczkx17",
				"client_secret=nyo51xcdrerl8z9m56w9w6wg%25%2F%2B%26%3D%C3%BC");
	}

	@ParameterizedTest
	@NullAndEmptySource
	void refreshWhenNoSecretThenNoParameterForIt(String secret) {
		await(this.client.refresh(new ClientCredentials(PUBLIC_CLIENT.clientId(), secret), "plain"));
		assertPosted("/oauth2/token", CLIENT_ID, "grant_type=refresh_token", "refresh_token=plain");
	}

	@Test
	void revokeThenTokenAndNoSecret() {
		await(this.client.revoke(CONFIDENTIAL_CLIENT, TOKEN));
		assertPosted("/oauth2/revoke", CLIENT_ID, "token=0123456789abcdefghij%252F%2BABCDEF");
	}

	@Test
	void validateThenTokenInAuthorizationHeaderOnly() {
		await(this.client.validate(TOKEN));
		LoggedRequest request = onlyRequest();
		assertThat(request.getMethod().getName()).isEqualTo("GET");
		assertThat(request.getUrl()).isEqualTo("/oauth2/validate");
		assertThat(request.getBody()).isEmpty();
		assertThat(request.header("Authorization").values()).containsExactly("OAuth " + TOKEN);
		assertThat(headersOtherThan("Authorization", request)).isNotEmpty()
			.noneSatisfy((value) -> assertThat(value).containsAnyOf(SECRETS));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNotSubscribedThenNothingIsSent(EndpointCall call) {
		assertThat(call.send(this.client)).isNotNull();
		server.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenSubscribedTwiceThenSentTwice(EndpointCall call) {
		Mono<Outcome<?>> mono = call.send(this.client);
		await(mono);
		await(mono);
		server.verify(2, WireMock.anyRequestedFor(WireMock.urlEqualTo(call.path()))
			.withHeader("Accept", WireMock.equalTo("application/json")));
	}

	private static void assertPosted(String path, String... parameters) {
		LoggedRequest request = onlyRequest();
		assertThat(request.getMethod().getName()).isEqualTo("POST");
		assertThat(request.getUrl()).isEqualTo(path);
		assertThat(MediaType.parseMediaType(request.getHeader("Content-Type")))
			.matches(MediaType.APPLICATION_FORM_URLENCODED::equalsTypeAndSubtype);
		assertThat(request.getBodyAsString().split("&")).containsExactlyInAnyOrder(parameters);
		assertThat(request.containsHeader("Authorization")).isFalse();
		assertThat(headersOtherThan("", request)).isNotEmpty()
			.noneSatisfy((value) -> assertThat(value).containsAnyOf(SECRETS));
	}

	private static List<String> headersOtherThan(String name, LoggedRequest request) {
		Stream<HttpHeader> headers = request.getHeaders().all().stream();
		return headers.filter((header) -> !header.keyEquals(name))
			.flatMap((header) -> header.values().stream())
			.toList();
	}

	private static String deviceRequestTo(String uri, List<String> scopes) {
		MockClientHttpRequest sent = new MockClientHttpRequest(HttpMethod.POST, uri);
		WebClient.Builder builder = WebClient.builder().exchangeFunction((request) -> answerWithout(request, sent));
		URI deviceUri = URI.create(uri);
		await(new TwitchIdClient(builder, new ProviderEndpoints(deviceUri, deviceUri, null, null), PATIENCE,
				AnswerFixture.CLOCK)
			.requestDeviceCode(PUBLIC_CLIENT, scopes));
		return await(sent.getBodyAsString());
	}

	private static Mono<ClientResponse> answerWithout(ClientRequest request, MockClientHttpRequest sent) {
		assertThat(request.url()).isEqualTo(sent.getURI()).hasNoQuery();
		return request.writeTo(sent, ExchangeStrategies.withDefaults())
			.thenReturn(ClientResponse.create(HttpStatus.OK).build());
	}

}
