package io.github.twitchoauth.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for values that cannot work: the application does not start, the sentence names
 * the property, and the client secret is nowhere in it.
 */
class InvalidPropertiesTests {

	private static final String SECRET = "s3cr3t-v4lue";

	private static final String PROVIDER = "twitch.oauth.provider.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class))
		.withPropertyValues("twitch.oauth.auto-start=false", "twitch.oauth.client-secret=" + SECRET);

	@ParameterizedTest
	@ValueSource(
			strings = { "twitch.oauth.auto-start=true", "twitch.oauth.client-id=", "twitch.oauth.client-id=  \t " })
	void clientIdWhenMissingOrBlankThenFails(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(rootCause(context.getStartupFailure()))
				.isInstanceOf(MissingClientIdException.class)
				.hasMessage("The property 'twitch.oauth.client-id' is not set"));
	}

	@Test
	void clientIdWhenOnlyOfAnAccountThenFails() {
		this.runner.withPropertyValues("twitch.oauth.accounts.bot.client-id=abc")
			.run((context) -> assertThat(rootCause(context.getStartupFailure()))
				.isInstanceOf(MissingClientIdException.class));
	}

	@Test
	void clientIdWhenSurroundedByWhiteSpaceThenIsStripped() {
		this.runner.withPropertyValues("twitch.oauth.client-id= abc\n")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			client-id             | ab c       | white space
			client-id             | abc\u0007d | unprintable
			client-id             | äbc        | unprintable
			accounts.bot.client-id| ab c       | white space
			expected-login        | two words  | white space
			scopes                | a:b,c\u001b[2Jd | unprintable
			scopes                | a:b\u00a0c:d    | unprintable
			accounts.bot.scopes   | a\u0000b   | unprintable
			""")
	void textWhenItHasCharactersThatCannotBeSentThenFails(String property, String value, String problem) {
		assertRefused("twitch.oauth." + property, "twitch.oauth." + property + "=" + value)
			.hasMessageContaining(problem)
			.hasMessageNotContaining("\u001b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "twitch.oauth.client-secret", "twitch.oauth.accounts.bot.client-secret" })
	void clientSecretWhenItHasWhiteSpaceThenFailsWithoutShowingIt(String property) {
		assertRefused(property, property + "=" + SECRET + " and more").hasMessageNotContaining("and more");
	}

	@Test
	void clientAuthenticationWhenUnknownThenFailsAndNamesTheWaysThereAre() {
		this.runner
			.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.provider.client-authentication=digest")
			.run((context) -> assertThat(rootCause(context.getStartupFailure())).hasMessageContainingAll("digest",
					"ClientAuthentication"));
	}

	@ParameterizedTest
	@CsvSource({ "request-timeout, 0", "request-timeout, 0s", "request-timeout, -1s", "request-timeout, -10",
			"validation.interval, 0", "validation.interval, -1h", "refresh.ahead-of-expiry, -1s",
			"client.rate-limit.max-wait, -1s" })
	void durationWhenTooShortThenFails(String property, String value) {
		assertRefused("twitch.oauth." + property, "twitch.oauth." + property + "=" + value);
	}

	@ParameterizedTest
	@CsvSource({ "validation.interval, 1ns, shorter than 1s", "validation.interval, 999ms, shorter than 1s",
			"validation.interval, 31d, longer than 30d", "request-timeout, 999us, shorter than 1ms",
			"request-timeout, 61m, longer than 1h", "request-timeout, 100000d, longer than 1h",
			"refresh.ahead-of-expiry, 400000000000d, longer than 1d", "refresh.ahead-of-expiry, -1ns, shorter than 0s",
			"client.rate-limit.max-wait, 25h, longer than 1d", "cluster.lease, 2999ms, shorter than 3s",
			"cluster.lease, 61m, longer than 1h" })
	void durationWhenOutOfRangeThenNamesTheLimit(String property, String value, String problem) {
		assertRefused("twitch.oauth." + property, "twitch.oauth." + property + "=" + value)
			.hasMessageEndingWith("is " + problem);
	}

	@ParameterizedTest
	@CsvSource({ "validation.interval, 1s", "validation.interval, 30d", "request-timeout, 1ms", "request-timeout, 1h",
			"refresh.ahead-of-expiry, 1d", "client.rate-limit.max-wait, 1d", "cluster.lease, 3s", "cluster.lease, 1h" })
	void durationWhenAtItsLimitThenIsAccepted(String property, String value) {
		this.runner.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth." + property + "=" + value)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh.ahead-of-expiry", "client.rate-limit.max-wait" })
	void durationWhenZeroHasAMeaningThenIsAccepted(String property) {
		this.runner.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth." + property + "=0")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "http://id.example/x, not encrypted", "http://10.0.0.1/x, not encrypted",
			"http://localhost.example/x, not encrypted", "http://127.0.0.1.example/x, not encrypted",
			"https://user:pw@id.example/x, absolute", "http://user@localhost/x, absolute", "oauth2/token, absolute",
			"//id.example/x, absolute", "id.example:443/x, absolute", "file:///etc/passwd, absolute",
			"https:///x, absolute", "https:id.example, absolute", "ftp://id.example/x, absolute" })
	void uriWhenItIsNotASafePlaceForSecretsThenFails(String uri, String problem) {
		for (String name : new String[] { "device-authorization-uri", "token-uri", "revocation-uri",
				"validation-uri" }) {
			assertRefused(PROVIDER + name, providerWith(name, uri)).hasMessageContaining(problem)
				.hasMessageNotContaining("pw@");
		}
		assertRefused("twitch.oauth.client.helix-uri", "twitch.oauth.client.helix-uri=" + uri)
			.hasMessageContaining(problem)
			.hasMessageNotContaining("pw@");
	}

	@ParameterizedTest
	@CsvSource({ "https://id.example/x#y, fragment", "https://id.example/x#, fragment",
			"https://id.example:99999/x, port", "https://id.example:0/x, port" })
	void uriWhenNothingCanBeThereThenFails(String uri, String problem) {
		assertRefused(PROVIDER + "token-uri", providerWith("token-uri", uri)).hasMessageContaining(problem);
		assertRefused("twitch.oauth.client.helix-uri", "twitch.oauth.client.helix-uri=" + uri)
			.hasMessageContaining(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example/helix?x=s3cret", "https://api.example?", "http://localhost/?a" })
	void helixUriWhenItHasAQueryThenFails(String uri) {
		assertRefused("twitch.oauth.client.helix-uri", "twitch.oauth.client.helix-uri=" + uri)
			.hasMessageContaining("query")
			.hasMessageNotContaining("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://id.example/x", "https://id.example:65535/x?tenant=a", "HTTPS://id.example/x",
			"http://localhost:8080/x", "http://LOCALHOST/x", "http://127.0.0.1:1/x", "http://127.8.9.10/x",
			"http://[::1]:8080/x" })
	void uriWhenEncryptedOrOnLoopbackThenIsAccepted(String uri) {
		this.runner.withPropertyValues("twitch.oauth.client-id=abc")
			.withPropertyValues(providerWith("token-uri", uri))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "token-uri, device-authorization-uri", "device-authorization-uri, token-uri" })
	void providerWhenOnlyOneOfTheTwoIsForeignThenNamesTheOther(String present, String missing) {
		assertRefused(PROVIDER + missing, PROVIDER + present + "=https://id.example/x")
			.hasMessageContaining("'" + PROVIDER + present + "' names another server");
	}

	@ParameterizedTest
	@CsvSource({ "device-authorization-uri, device", "token-uri, token" })
	void providerWhenOnlyOneOfTheTwoIsSetToTwitchsThenIsAccepted(String property, String path) {
		this.runner
			.withPropertyValues("twitch.oauth.client-id=abc",
					PROVIDER + property + "=https://id.twitch.tv/oauth2/" + path)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(TwitchOAuthPropertiesMapper.class).validate()).isTrue();
			});
	}

	@ParameterizedTest
	@CsvSource({ "expected-login, twitch.oauth.validation.enabled=false",
			"accounts.bot.expected-login, twitch.oauth.validation.enabled=false" })
	void expectedLoginWhenTokensAreNotValidatedThenFails(String property, String validation) {
		assertRefused("twitch.oauth." + property, "twitch.oauth." + property + "=streamer", validation)
			.hasMessageContaining("cannot be checked");
	}

	@Test
	void expectedLoginWhenProviderHasNoValidationThenFails() {
		assertRefused("twitch.oauth.expected-login", "twitch.oauth.expected-login=streamer",
				PROVIDER + "device-authorization-uri=https://id.example/device",
				PROVIDER + "token-uri=https://id.example/token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "@streamer", "https://twitch.tv/streamer", "twitch.tv/streamer", "the-streamer",
			"streamer#1", "streamer@mail.example", "#streamer", "abcdefghijklmnopqrstuvwxyz" })
	void expectedLoginWhenItCannotBeALoginThenFailsAndQuotesIt(String login) {
		for (String property : new String[] { "twitch.oauth.expected-login",
				"twitch.oauth.accounts.bot.expected-login" }) {
			assertRefused(property, property + "=" + login).hasMessageContaining("'" + login + "'");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mein Kanal", "ストリーマー", "Bär", "streamer\u200b" })
	void expectedLoginWhenItIsADisplayNameThenFails(String name) {
		for (String property : new String[] { "twitch.oauth.expected-login",
				"twitch.oauth.accounts.bot.expected-login" }) {
			assertRefused(property, property + "=" + name);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "streamer", "The_Streamer", "a", "12345", "a_very_long_login_name_25" })
	void expectedLoginWhenItCanBeALoginThenIsAccepted(String login) {
		this.runner.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.expected-login=" + login)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "user:read:chat+user:write:chat", "\"user:read:chat\"", "'user:read:chat'",
			"user:read:chat;user:write:chat", "user:read:chat%20user:write:chat", "user:read:chat|user:bot",
			"[user:read:chat", "user:read:chat]", "user:read:chat\\", "user:read:chat&user:bot", "scope=user:bot",
			"`user:bot`", "{user:bot}" })
	void scopesWhenOneIsNoneThenNamesPropertyAndScope(String scope) {
		for (String property : new String[] { "twitch.oauth.scopes", "twitch.oauth.accounts.bot.scopes" }) {
			assertRefused(property, property + "=user:bot, " + scope).hasMessageContaining("'" + scope + "'");
			assertRefused(property, property + "[0]=user:bot", property + "[1]=" + scope)
				.hasMessageContaining("'" + scope + "'");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid", "https://www.googleapis.com/auth/youtube.readonly", "User.Read", "read_user",
			"api://1f3a-4b/.default", "channel:new-thing" })
	void scopesWhenTheyAreOthersThanTwitchsThenAreAccepted(String scope) {
		this.runner.withPropertyValues("twitch.oauth.client-id=abc", "twitch.oauth.scopes=" + scope)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "client-secret", "expected-login", "scopes", "token-store.encryption-key",
			"token-store.encryption-key[0]", "token-store.file.path", "accounts.bot.client-id",
			"accounts.bot.client-secret", "accounts.bot.expected-login", "accounts.bot.scopes" })
	void placeholderWhenItStandsForNothingThenIsNamed(String property) {
		assertRefused("twitch.oauth." + property.replace("[0]", ""),
				"twitch.oauth." + property + "=${NOT_SET_ANYWHERE}", "twitch.oauth.token-store.type=file")
			.hasMessageContaining("contains a placeholder that stands for nothing: ${NOT_SET_ANYWHERE}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client-secret", "token-store.encryption-key", "accounts.bot.client-secret" })
	void placeholderWhenInASecretThenIsNotQuotedWithTheRest(String property) {
		assertRefused("twitch.oauth." + property, "twitch.oauth." + property + "=own-p4rt${NOT_SET:own-d3fault}${A")
			.hasMessageContaining("placeholder")
			.hasMessageNotContaining("own-");
	}

	@Test
	void accountWhenNamedLikeTheDefaultOneThenFails() {
		assertRefused("twitch.oauth.accounts.default", "twitch.oauth.accounts.default.scopes=user:bot");
	}

	private AbstractThrowableAssert<?, ?> assertRefused(String property, String... values) {
		Throwable[] failure = new Throwable[1];
		this.runner.withPropertyValues("twitch.oauth.client-id=abc").withPropertyValues(values).run((context) -> {
			assertThat(context).as(String.join(", ", values)).hasFailed();
			failure[0] = rootCause(context.getStartupFailure());
		});
		assertThat(failure[0]).isInstanceOfSatisfying(InvalidTwitchPropertyException.class,
				(ex) -> assertThat(ex.getAction()).endsWith(".").doesNotContain(SECRET));
		return assertThat(failure[0]).hasMessageStartingWith("The property '" + property + "' ");
	}

	private static Throwable rootCause(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		assertThat(text.toString()).doesNotContain(SECRET);
		return NestedExceptionUtils.getMostSpecificCause(failure);
	}

	private static String[] providerWith(String name, String uri) {
		return Stream
			.concat(Stream.of("device-authorization-uri", "token-uri")
				.map((other) -> PROVIDER + other + "=https://id.example/y"), Stream.of(PROVIDER + name + "=" + uri))
			.toArray(String[]::new);
	}

}
