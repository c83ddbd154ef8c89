package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerReader}.
 */
class AnswerReaderTests {

	private final AnswerReader reader = new AnswerReader();

	@Test
	void readWhenSuccessThenValue() {
		assertThat(read(200, "{\"a\":\"b\"}")).isEqualTo(new Success<>("b"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 418, 499 })
	void readWhenRefusalIsJsonThenRejectedWithStatus(int status) {
		assertThat(read(status, "{\"message\":\"authorization_pending\"}"))
			.isEqualTo(new Rejected<>(status, ErrorCode.AUTHORIZATION_PENDING, "authorization_pending"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"status":400,"message":"Invalid refresh token"}                      | INVALID_GRANT  | Invalid refresh token
					{"error":"Bad Request","status":400,"message":"Invalid refresh token"} | INVALID_GRANT | Invalid refresh token
					{"error":"access_denied"}                                             | ACCESS_DENIED  | access_denied
					{"error":"ACCESS_DENIED","error_description":"The person said no"}    | ACCESS_DENIED  | ACCESS_DENIED
					{"error":"expired_token","message":"That took too long"}              | EXPIRED_TOKEN  | That took too long
					{"error":"invalid_grant","message":"slow_down"}                       | SLOW_DOWN      | slow_down
					{"message":null,"error":"slow_down"}                                  | SLOW_DOWN      | slow_down
					{"message":["x"],"error":"slow_down"}                                 | SLOW_DOWN      | slow_down
					{"message":"SLOW DOWN"}                                               | SLOW_DOWN      | SLOW DOWN
					{"error":"Bad Request","message":"kaputt"}                            | OTHER          | kaputt
					{"error":"invalid_scope","error_description":"No such scope: x"}      | INVALID_SCOPE  | No such scope: x
					{"error":"invalid_scope"}                                             | INVALID_SCOPE  | invalid_scope
					{"error_description":"slow_down"}                                     | OTHER          | slow_down
					{"error":"slow_down","message":"The scopes are not confirmed yet"}    | SLOW_DOWN      | The scopes are not confirmed yet
					{"error":"Bad Request","message":"invalid scope requested: 'x'"}      | INVALID_SCOPE  | invalid scope requested: 'x'
					{"error":"interaction_required","error_description":"Use a key"}      | INTERACTION_REQUIRED | Use a key
					""")
	void readWhenErrorHasEitherShapeThenCodeAndWords(String body, ErrorCode code, String message) {
		assertThat(read(400, body)).isEqualTo(new Rejected<>(400, code, message));
	}

	@Test
	void readWhenErrorHasControlCharactersThenWithoutThem() {
		assertThat(read(400, "{\"message\":\"\\u001b[2Jno\\r\\nway\\u202e\\u2066!\"}"))
			.isEqualTo(new Rejected<>(400, ErrorCode.OTHER, "[2Jno way !"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "{\"status\":400}", "{\"message\":\"\"}", "{\"error\":{}}",
			"{\"message\":\"Invalid refresh tok", "<html>Bad Request</html>", "[\"invalid_grant\"]", "invalid_grant" })
	void readWhenRefusalSaysNothingThenUndetermined(String body) {
		assertThat(read(400, body)).isEqualTo(new Undetermined<>("answered 400", null, null, 400));
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 425, 429, 500, 501, 502, 503, 504, 520, 599 })
	void readWhenStatusPassesThenUndeterminedWhateverTheBody(int status) {
		assertThat(read(status, "{\"message\":\"Invalid refresh token\",\"error\":\"invalid_grant\"}"))
			.isEqualTo(new Undetermined<>("answered " + status, null, null, status));
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 307, 308 })
	void readWhenRedirectThenUndetermined(int status) {
		assertThat(read(status, "{\"message\":\"Invalid refresh token\"}")).isEqualTo(new Undetermined<>(
				"answered " + status + " with a redirect, which is not followed", null, null, status));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"a\"", "{\"a\":\"b\"", "<html>Welcome</html>" })
	void readWhenSuccessIsNoJsonObjectThenUndetermined(String body) {
		assertThat(read(200, body))
			.isEqualTo(new Undetermined<>("answered 200 with a body that is no JSON object", null, null, 200));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"error":"authorization_pending","error_uri":"https://docs.github.com/"} | AUTHORIZATION_PENDING
			{"error":"access_denied"}                                                | ACCESS_DENIED
			{"error":"token_expired"}                                                | EXPIRED_TOKEN
			""")
	void readWhenSuccessHoldsAnErrorInsteadOfAValueThenRejected(String body, ErrorCode code) {
		assertThat(readToken(200, body)).isInstanceOfSatisfying(Rejected.class,
				(rejected) -> assertThat(rejected.code()).isEqualTo(code));
	}

	@Test
	void readWhenSuccessHoldsAValueNextToAnErrorThenValue() {
		assertThat(readToken(200, "{\"access_token\":\"at\",\"error\":\"access_denied\"}")).isInstanceOf(Success.class);
	}

	@Test
	void readWhenSuccessHoldsAnErrorThatMeansNothingThenUndetermined() {
		assertThat(readToken(200, "{\"error\":\"kaputt\"}"))
			.isEqualTo(new Undetermined<>("answered without an access token", null, null, 200));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"error":"slow_down"}               |
			{"error":"slow_down","interval":10} | PT10S
			""")
	void readWhenTooManyRequestsMeansSlowDownThenRejectedWithInterval(String body, Duration interval) {
		assertThat(read(429, body))
			.isEqualTo(new Rejected<>(429, ErrorCode.SLOW_DOWN, "slow_down", interval, "Twitch"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | access_token=gho_16C7&scope=repo%2Cgist&token_type=bearer
			200 | error=authorization_pending&error_description=The+authorization+request+is+still+pending.
			400 | device_code=3584d83&user_code=WDJB-MJHT
			200 | scope=&access_token=gho_16C7
			200 | access_token=gho_16C7&scope=repo,gist&token_type=bearer
			400 | error=slow_down&error_uri=https://docs.example.com/(errors)?a=b#slow_down!
			""")
	void readWhenFormUrlencodedThenRejectedBySayingSo(int status, String body) {
		assertThat(read(status, body)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_RESPONSE);
			assertThat(rejected.message()).contains("form-urlencoded").doesNotContain("gho_16C7");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "<a href=\"/x?a=1&error=2\">Welcome</a>", "please see /x?a=1&error=2", "my_error=1" })
	void readWhenOnlyPartsLookLikeAFormThenUndetermined(String body) {
		assertThat(read(200, body)).isInstanceOf(Undetermined.class);
	}

	@Test
	void readWhenRetryAfterThenHandedOn() {
		HttpAnswer answer = AnswerFixture.answerWithHeader(429, HttpHeaders.RETRY_AFTER, "17");
		assertThat(this.reader.read(answer, List.of(), (body) -> new Success<>("")))
			.isEqualTo(new Undetermined<>("answered 429", Duration.ofSeconds(17), null, 429));
	}

	@Test
	void readFailureWhenSuccessThenUndetermined() {
		assertThat(this.reader.readFailure(AnswerFixture.answer(200, "<html>"), List.of()))
			.isEqualTo(new Undetermined<>("answered 200 with a page instead of an answer", null, null, 200));
	}

	private Outcome<TokenResponse> readToken(int status, String body) {
		return this.reader.read(AnswerFixture.answer(status, body), List.of(), new TokenReader()::read);
	}

	private Outcome<String> read(int status, String body) {
		return this.reader.read(AnswerFixture.answer(status, body), List.of(),
				(json) -> new Success<>(String.valueOf(json.text("a"))));
	}

}
