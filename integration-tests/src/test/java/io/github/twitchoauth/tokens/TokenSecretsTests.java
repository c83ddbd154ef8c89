package io.github.twitchoauth.tokens;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.twitchoauth.integration.ChildProcess;
import io.github.twitchoauth.integration.Secrets;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that logs all it can, through the whole life of a token.
 */
@Tag("long")
class TokenSecretsTests {

	private static final String CLIENT_SECRET = "p0o9i8u7y6t5r4e3w2q1a2s3d4f5g6h7";

	private static final String KEY = key("0123456789abcdefghijklmnopqrstuv");

	private static final String WRONG_KEY = key("vutsrqponmlkjihgfedcba9876543210");

	private static final String GARBLED = """
			{"access_token":"tt1rr2ee3ww4qq5yy6uu7ii8oo9pp0","refresh_token":"mm1nn2bb3vv4cc5xx6zz7ll8kk9jj0","scope":[""";

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@TempDir
	private Path directory;

	@AutoClose
	private ChildProcess process;

	private int commands;

	@BeforeEach
	void setInterval() {
		this.twitch.setInterval(Duration.ofMillis(50));
		this.twitch.approveNext("twitchdev");
	}

	@Test
	void outputWhenEverythingIsLoggedThenHasNoSecret() throws Exception {
		String output = plain() + encrypted() + wrongKey();
		assertThat(output).contains(" TRACE ", " DEBUG ", "Event AuthenticatedEvent[", "Event TokenRefreshedEvent[",
				"Event AuthorizationLostEvent[", "Token TwitchToken[", "Code DeviceCode[", "Loss", "\tat ");
		Secrets secrets = secrets();
		assertThat(secrets.all()).contains(KEY, "tt1rr2ee3ww4qq5yy6uu7ii8oo9pp0").hasSizeGreaterThan(12);
		assertThat(secrets.leaks(output)).isEmpty();
	}

	private String plain() throws Exception {
		start("", "--twitch.oauth.auto-start=false");
		tell("authorize", "TwitchToken[login=twitchdev");
		Stream
			.of(Fault.body(200, "application/json", GARBLED), Fault.status(403, "invalid client secret"), Fault.reset(),
					Fault.interrupted())
			.forEach(this.twitch.on(Endpoint.REFRESH)::respond);
		tell("refresh", "TwitchToken[login=twitchdev");
		this.twitch.expireAccessTokens();
		tell("web-client", "ClientConfigurationException");
		this.twitch.clearFaults();
		String content = Files.readString(file());
		Files.writeString(file(), content.substring(0, content.indexOf("refreshToken") + 20));
		tell("rest-client", "Exception");
		Files.writeString(file(), content);
		tell("rest-client", "twitchdev");
		assertThat(secrets().leaks(Files.readString(file()))).isNotEmpty();
		return end();
	}

	private String encrypted() throws Exception {
		start(KEY, "--twitch.oauth.auto-start=true");
		this.process.awaitOutput("Event AuthenticatedEvent");
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REVOKE).respond(Fault.status(500));
		tell("web-client", "twitchdev");
		tell("rest-client", "twitchdev");
		tell("revoke", "TwitchUnavailableException");
		assertThat(secrets().leaks(Files.readString(file()))).isEmpty();
		tell("revoke", "null");
		tell("get", "AuthorizationRequiredException");
		this.twitch.approveNext("twitchdev");
		tell("authorize", "TwitchToken[login=twitchdev");
		this.twitch.disconnect("twitchdev");
		tell("rest-client", "AuthorizationRequiredException");
		this.twitch.approve(this.twitch.awaitUserCode(TestApplication.PATIENCE), "twitchdev");
		tell("get", "TwitchToken[login=twitchdev");
		return end();
	}

	private String wrongKey() {
		start(WRONG_KEY, "--twitch.oauth.auto-start=true");
		assertThat(this.process.awaitExit(Duration.ofMinutes(2))).isNotZero();
		assertThat(this.process.output()).contains("twitch.oauth.token-store.encryption-key");
		return this.process.output();
	}

	private void start(String key, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--logging.level.root=TRACE", "--twitch.oauth.client-id=test",
				"--twitch.oauth.scopes=user:read:chat"));
		Stream.of(TestApplication.provider(this.twitch.getBaseUrl()), TokenFile.properties(file()), arguments)
			.flatMap(Stream::of)
			.forEach((argument) -> all.add(argument.startsWith("--") ? argument : "--" + argument));
		Map<String, String> environment = new HashMap<>(Map.of("TWITCH_OAUTH_CLIENT_SECRET", CLIENT_SECRET));
		if (!key.isEmpty()) {
			environment.put("TWITCH_OAUTH_TOKENSTORE_ENCRYPTIONKEY", key);
		}
		this.process = ChildProcess.start(LoudTokenBot.class, environment, all);
	}

	// Time and again, because a failed refresh is followed by a pause.
	private void tell(String command, String result) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(200))
			.atMost(Duration.ofMinutes(2))
			.until(() -> answer(command), (answer) -> answer.contains(result));
	}

	private String answer(String command) {
		String unique = command + " " + ++this.commands + ": ";
		this.process.send(unique);
		this.process.awaitOutput("Done: " + unique);
		return this.process.lines().stream().filter((line) -> line.contains("Result of " + unique)).findAny().get();
	}

	private String end() {
		this.process.terminate();
		this.process.awaitExit(Duration.ofMinutes(1));
		return this.process.output();
	}

	private Secrets secrets() {
		Secrets secrets = new Secrets(this.twitch, CLIENT_SECRET);
		List.of(CLIENT_SECRET, KEY, WRONG_KEY).forEach(secrets::add);
		return secrets;
	}

	private Path file() {
		return this.directory.resolve("tokens.json");
	}

	private static String key(String bytes) {
		return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
	}

}
