package io.github.twitchoauth.endpoint;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no secret gets from the wire into a text.
 */
class SecretsTests extends AbstractTwitchIdClientTests {

	private static final String[] SECRETS = Stream.of(DEVICE_CODE, TOKEN, REFRESH_TOKEN, CLIENT_SECRET)
		.flatMap((secret) -> Stream.of(secret, UriUtils.encode(secret, "UTF-8")))
		.toArray(String[]::new);

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "VALIDATE")
	void callWhenRefusalQuotesTheBodyThenSecretsAreMasked(EndpointCall call) {
		answer(WireMock.jsonResponse("{\"message\":\"cannot read {{{request.body}}}\"}", 400)
			.withTransformers("response-template"));
		String message = await(call.send(this.client)).toString();
		assertThat(message).contains("cannot read client_id=uo6d").doesNotContain(SECRETS);
		assertThat(message.contains("***")).isEqualTo(call != EndpointCall.DEVICE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "DEVICE", "VALIDATE" })
	void callWhenRefusalQuotesTheParametersThenSecretsAreMasked(EndpointCall call) {
		answer(WireMock.jsonResponse("""
				{{formData request.body 'form' urlDecode=true}}{"error":"invalid_request",
				"message":"no {{{form.device_code}}}{{{form.refresh_token}}}{{{form.token}}} {{{form.client_secret}}}!"}
				""", 400).withTransformers("response-template"));
		Rejected<?> rejected = rejected(await(call.send(this.client)));
		assertThat(rejected.message()).isEqualTo((call == EndpointCall.REFRESH) ? "no *** ***!" : "no *** !");
		assertThat(rejected.toString() + rejected.answer()).doesNotContain(SECRETS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void validateWhenRefusalQuotesTheHeaderThenTokenIsMasked(int status) {
		answer(WireMock.jsonResponse("{\"message\":\"cannot read {{{request.headers.Authorization}}}\"}", status)
			.withTransformers("response-template"));
		assertThat(await(this.client.validate(TOKEN)).toString()).contains("cannot read OAuth ***")
			.doesNotContain(SECRETS);
	}

	@ParameterizedTest
	@EnumSource
	void callWhenConnectionBreaksThenNoSecretAndNoRequestInTheCause(EndpointCall call) {
		answer(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		assertSafe(undetermined(await(call.send(this.client))));
	}

	@ParameterizedTest
	@EnumSource
	void callWhenNobodyListensThenNoSecretAndNoRequestInTheCause(EndpointCall call) throws Exception {
		ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		socket.close();
		assertSafe(undetermined(await(call.send(client("http://127.0.0.1:" + socket.getLocalPort(), PATIENCE)))));
	}

	@Test
	void validateWhenTokenCannotBeSentThenUndeterminedWithoutIt() {
		answer(200, "{}");
		Undetermined<?> outcome = undetermined(await(this.client.validate(TOKEN + "\r\nX-Injected: 1")));
		assertThat(outcome.toString()).contains("gave no usable answer").doesNotContain(SECRETS);
		assertThat(outcome.cause()).isNull();
		server.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@MethodSource
	void toStringWhenRecordHoldsSecretThenNotShown(Object value) {
		assertThat(value.toString()).startsWith(value.getClass().getSimpleName()).doesNotContain(SECRETS);
		assertThat(new Success<>(value).toString()).doesNotContain(SECRETS);
	}

	static Stream<Object> toStringWhenRecordHoldsSecretThenNotShown() {
		return Stream.of(CONFIDENTIAL_CLIENT, new TokenResponse(TOKEN, REFRESH_TOKEN, Set.of("a"), AnswerFixture.NOW),
				new DeviceCode(DEVICE_CODE, "JLLKTXWJ", URI.create("https://id.example/"), AnswerFixture.NOW,
						Duration.ofSeconds(5)),
				AnswerFixture.answerWithHeader(200, "Location", "https://id.example/" + TOKEN),
				AnswerFixture.answer(200, TOKEN));
	}

	@Test
	void toStringWhenFormHoldsSecretThenNotShown() {
		FormBody form = new FormBody().withSecret("token", TOKEN);
		assertThat(form.secrets()).containsExactly(TOKEN);
		assertThat(form.toString()).doesNotContain(SECRETS);
	}

	private static Rejected<?> rejected(Outcome<?> outcome) {
		assertThat(outcome).isInstanceOf(Rejected.class);
		return (Rejected<?>) outcome;
	}

	private static Undetermined<?> undetermined(Outcome<?> outcome) {
		assertThat(outcome).isInstanceOf(Undetermined.class);
		return (Undetermined<?>) outcome;
	}

	private static void assertSafe(Undetermined<?> outcome) {
		assertThat(outcome.toString()).doesNotContain(SECRETS);
		assertThat(withCausesAndSuppressed(outcome.cause())).isNotEmpty()
			.doesNotHaveAnyElementsOfTypes(WebClientException.class)
			.allSatisfy((ex) -> assertThat(ex.toString()).doesNotContain(SECRETS));
	}

	private static Set<Throwable> withCausesAndSuppressed(Throwable start) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> open = new ArrayDeque<>(List.of(start));
		while (!open.isEmpty()) {
			Throwable next = open.pop();
			if (seen.add(next)) {
				Stream.concat(Stream.ofNullable(next.getCause()), Stream.of(next.getSuppressed())).forEach(open::push);
			}
		}
		return seen;
	}

}
