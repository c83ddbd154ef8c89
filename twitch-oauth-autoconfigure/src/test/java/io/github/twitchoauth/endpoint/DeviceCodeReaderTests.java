package io.github.twitchoauth.endpoint;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeviceCodeReader}.
 */
class DeviceCodeReaderTests {

	private static final String TWITCH = """
			{"device_code":"ike3GM8QIdYZs43KdrWPIO36LofILoCyFEzjlQ91","expires_in":1800,"interval":5,
			"user_code":"JLLKTXWJ",
			"verification_uri":"https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ"}""";

	@Test
	void readWhenTwitchAnswersThenDeviceCode() {
		assertThat(read(TWITCH)).isEqualTo(new Success<>(new DeviceCode("ike3GM8QIdYZs43KdrWPIO36LofILoCyFEzjlQ91",
				"JLLKTXWJ", URI.create("https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ"),
				AnswerFixture.NOW.plusSeconds(1800), Duration.ofSeconds(5))));
	}

	@Test
	void readWhenUnknownFieldsThenIgnored() {
		assertThat(read(TWITCH.replace("{", "{\"new\":{\"a\":[1]},\"status\":200,"))).isEqualTo(read(TWITCH));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"interval":10     | PT10S
			"interval":2.5    | PT2.5S
			"interval":"7"    | PT7S
			"interval":0      | PT5S
			"interval":-3     | PT5S
			"interval":null   | PT5S
			"interval":"soon" | PT5S
			"interval":[7]    | PT5S
			"other":7         | PT5S
			""")
	void readWhenIntervalThenPositiveOrFiveSeconds(String interval, Duration expected) {
		assertThat(success(TWITCH.replace("\"interval\":5", interval)).interval()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"expires_in\":0", "\"expires_in\":-1", "\"expires_in\":null",
			"\"expires_in\":\"tomorrow\"", "\"other\":1800" })
	void readWhenExpiresInIsNotPositiveThenRejected(String expiresIn) {
		assertRejected(TWITCH.replace("\"expires_in\":1800", expiresIn), "an answer without a positive expires_in");
	}

	@Test
	void readWhenExpiresInIsHugeThenFarAway() {
		assertThat(success(TWITCH.replace("1800", "99999999999999999999")).expiresAt())
			.isEqualTo(AnswerFixture.NOW.plusSeconds(Integer.MAX_VALUE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"device_code\":", "\"user_code\":" })
	void readWhenCodeIsMissingThenUndetermined(String field) {
		assertUndetermined(TWITCH.replace(field, "\"other\":"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ike3\\n", "ike3\\u0000", "ike3\u00fc" })
	void readWhenDeviceCodeIsNotPrintableAsciiThenRejectedWithoutQuoting(String code) {
		assertRejected(TWITCH.replace("ike3GM8QIdYZs43KdrWPIO36LofILoCyFEzjlQ91", code),
				"a device_code that is not printable ASCII");
	}

	@Test
	void readWhenUserCodeIsUnprintableThenUndetermined() {
		assertUndetermined(TWITCH.replace("\"JLLKTXWJ\"", "\"\\u001b\\u202e\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"status\":\"ok\"}", "{\"device_code\":7,\"user_code\":8}" })
	void readWhenJsonIsNoDeviceCodeThenUndetermined(String body) {
		assertUndetermined(body);
	}

	@Test
	void readWhenUserCodeHasControlCharactersThenWithoutThem() {
		assertThat(success(TWITCH.replace("\"JLLKTXWJ\"", "\"\\u001b\\u202eJLLK\\u0000TXWJ\\u2066\"")).userCode())
			.isEqualTo("JLLK TXWJ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://www.twitch.tv/activate?device-code=JLLKTXWJ", "http://localhost:8080/activate",
			"HTTPS://WWW.TWITCH.TV/Activate", "https://id.example/%2Fa%20b/?x=%E2%80%AE&y=+#z",
			"https://id.example:443/a/../b//c", "http://[::1]:9/" })
	void readWhenWebLinkThenUntouched(String link) {
		assertThat(success(withLink(link)).verificationUri()).hasToString(link);
	}

	@ParameterizedTest
	@CsvSource({ "https://id.example/aktivität?c=ä, https://id.example/aktivit%C3%A4t?c=%C3%A4",
			"https://id.example/\u202egpj, https://id.example/%E2%80%AEgpj" })
	void readWhenLinkHasUnicodeThenAscii(String link, String expected) {
		assertThat(success(withLink(link)).verificationUri()).hasToString(expected);
	}

	@Test
	void readWhenLinkHasGooglesNameThenTaken() {
		assertThat(success(TWITCH.replace("verification_uri", "verification_url")).verificationUri())
			.isEqualTo(success(TWITCH).verificationUri());
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"not a link\"", "\"/activate?user_code=JLLKTXWJ\"", "\"javascript:alert(1)\"", "\"\"",
			"null", "7" })
	void readWhenCompleteLinkCannotBeUsedThenThePlainOneIsTaken(String complete) {
		assertThat(success(TWITCH.replace("{", "{\"verification_uri_complete\":" + complete + ",")).verificationUri())
			.isEqualTo(success(TWITCH).verificationUri());
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "JavaScript://id.example/%0aalert(1)", "file:///etc/passwd",
			"data:text/html,x", "ftp://id.example/a", "/activate", "activate", "//id.example/activate", "https:",
			"https:activate", "https:///activate", "https://id.example/a b", "https://id.example/\\u001b[2J",
			"https://id.example/\\u2028x", "https://id.example/\\n", "", " " })
	void readWhenLinkIsNoWebLinkThenRejected(String link) {
		assertRejected(withLink(link), "a verification_uri that is no http or https link");
	}

	@Test
	void readWhenLinkIsMissingThenRejected() {
		assertRejected(TWITCH.replace("verification_uri", "other"), "a verification_uri that is no http or https link");
	}

	@Test
	void readWhenCompleteLinkThenPreferred() {
		String body = TWITCH.replace("{", "{\"verification_uri_complete\":\"https://id.example/device?code=1\",");
		assertThat(success(body).verificationUri()).hasToString("https://id.example/device?code=1");
	}

	private static String withLink(String link) {
		return TWITCH.replaceFirst("https://[^\"]*", Matcher.quoteReplacement(link));
	}

	@Test
	void readWhenTheAnswerIsLateThenTheCodeExpiresThatMuchLater() {
		Instant late = AnswerFixture.NOW.plusSeconds(8);
		assertThat(read(TWITCH, late)).isInstanceOfSatisfying(Success.class,
				(success) -> assertThat(((DeviceCode) success.value()).expiresAt()).isEqualTo(late.plusSeconds(1800)));
	}

	private static Outcome<DeviceCode> read(String body) {
		return read(body, AnswerFixture.NOW);
	}

	private static Outcome<DeviceCode> read(String body, Instant now) {
		return new DeviceCodeReader(Clock.fixed(now, ZoneOffset.UTC)).read(AnswerFixture.json(body));
	}

	private static DeviceCode success(String body) {
		assertThat(read(body)).isInstanceOf(Success.class);
		return ((Success<DeviceCode>) read(body)).value();
	}

	private static void assertUndetermined(String body) {
		assertThat(read(body)).isInstanceOfSatisfying(Undetermined.class, (outcome) -> assertThat(outcome.reason())
			.contains("without device_code or user_code", "twitch.oauth.provider"));
	}

	private static void assertRejected(String body, String message) {
		assertThat(read(body)).isEqualTo(new Rejected<>(200, ErrorCode.INVALID_RESPONSE, message));
	}

}
