package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the answers, and the lack of any, of which {@link TwitchIdClient} can make
 * nothing.
 */
class TwitchIdClientUndeterminedTests extends AbstractTwitchIdClientTests {

	@ParameterizedTest
	@MethodSource
	void callWhenStatusTellsNothingThenUndetermined(EndpointCall call, ResponseDefinitionBuilder answer, String reason,
			Duration retryAfter) {
		answer(answer);
		assertThat(await(call.send(this.client))).isEqualTo(undetermined(reason, retryAfter));
		assertThat(onlyRequest().getUrl()).isEqualTo(call.path());
	}

	static Stream<Arguments> callWhenStatusTellsNothingThenUndetermined() {
		return everyCall(List.of(Arguments.of(status(408), "answered 408", null),
				Arguments.of(status(429), "answered 429", null),
				Arguments.of(limited("30"), "answered 429", Duration.ofSeconds(30)),
				Arguments.of(limited("Thu, 01 Jan 2026 00:01:00 GMT"), "answered 429", Duration.ofMinutes(1)),
				Arguments.of(limited("Wed, 31 Dec 2025 00:00:00 GMT"), "answered 429", null),
				Arguments.of(limited("soon"), "answered 429", null), Arguments.of(status(500), "answered 500", null),
				Arguments.of(status(503), "answered 503", null), Arguments.of(page(502), "answered 502", null),
				Arguments.of(page(403), "answered 403", null)));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "REVOKE")
	void callWhenPageIsMissingThenUndetermined(EndpointCall call) {
		answer(page(404).getPayload());
		assertThat(await(call.send(this.client))).isEqualTo(undetermined("answered 404", null));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "REVOKE")
	void callWhenPageInsteadOfJsonThenUndetermined(EndpointCall call) {
		answer(page(200).getPayload());
		assertThat(await(call.send(this.client))).isEqualTo(noJsonObject());
	}

	@Test
	void revokeWhenPageInsteadOfNothingThenUndetermined() {
		answer(page(200).getPayload());
		assertThat(await(this.client.revoke(PUBLIC_CLIENT, TOKEN)))
			.isEqualTo(undetermined("answered 200 with a page instead of an answer", null));
	}

	@ParameterizedTest
	@MethodSource
	void callWhenBodyIsNoJsonObjectThenUndetermined(EndpointCall call, String body) {
		answer(200, body);
		assertThat(await(call.send(this.client))).isEqualTo(noJsonObject());
		assertThat(onlyRequest().getUrl()).isEqualTo(call.path());
	}

	static Stream<Arguments> callWhenBodyIsNoJsonObjectThenUndetermined() {
		return everyCall(Stream.of("", "OK", "{\"access_token\":\"rfx2", "[]", "null").map(Arguments::of).toList())
			.filter((row) -> row.get()[0] != EndpointCall.REVOKE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"access_token\":\"s3cret\\r\\nX-Injected: 1\"", "\"access_token\":\"s3cret\\u0000\"",
			"\"access_token\":\"s3cret\u2026\"", "\"access_token\":\"a\",\"refresh_token\":\"s3cret\\n\"" })
	void callWhenTokenIsNotPrintableAsciiThenUndeterminedWithoutQuoting(String fields) {
		answer(200, "{" + fields + "}");
		for (EndpointCall call : List.of(EndpointCall.TOKEN, EndpointCall.REFRESH)) {
			assertThat(await(call.send(this.client)))
				.isEqualTo(new Undetermined<>("answered with a token that is not printable ASCII", null, null, 200));
		}
	}

	@ParameterizedTest
	@MethodSource
	void callWhenRedirectedThenNotFollowed(EndpointCall call, int status) {
		server.stubFor(WireMock.any(WireMock.urlEqualTo("/target")).willReturn(WireMock.okJson("{}")));
		answer(WireMock.aResponse().withStatus(status).withHeader("Location", server.url("/target")));
		assertThat(await(call.send(this.client)))
			.isEqualTo(undetermined("answered " + status + " with a redirect, which is not followed", null));
		assertThat(onlyRequest().getUrl()).isEqualTo(call.path());
	}

	static Stream<Arguments> callWhenRedirectedThenNotFollowed() {
		return everyCall(Stream.of(301, 302, 303, 307, 308).map(Arguments::of).toList());
	}

	private static Undetermined<?> undetermined(String reason, @Nullable Duration retryAfter) {
		return new Undetermined<>(reason, retryAfter, null, Integer.parseInt(reason.split(" ")[1]));
	}

	private static Undetermined<?> noJsonObject() {
		return undetermined("answered 200 with a body that is no JSON object", null);
	}

	private static Named<ResponseDefinitionBuilder> status(int status) {
		return Named.of(String.valueOf(status), WireMock.jsonResponse("{\"message\":\"invalid_grant\"}", status));
	}

	private static Named<ResponseDefinitionBuilder> limited(String retryAfter) {
		return Named.of("429, " + retryAfter,
				WireMock.aResponse().withStatus(429).withHeader("Retry-After", retryAfter));
	}

	private static Named<ResponseDefinitionBuilder> page(int status) {
		return Named.of(status + ", page",
				WireMock.aResponse()
					.withStatus(status)
					.withHeader("Content-Type", "text/html; charset=utf-8")
					.withBody("<html><body>{\"message\":\"invalid_grant\"}</body></html>"));
	}

	private static Stream<Arguments> everyCall(List<Arguments> rows) {
		return Arrays.stream(EndpointCall.values())
			.flatMap((call) -> rows.stream()
				.map((row) -> Arguments.of(Stream.concat(Stream.of(call), Arrays.stream(row.get())).toArray())));
	}

}
