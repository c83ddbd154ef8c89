package io.github.twitchoauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that types which hold a secret show it neither as a string nor as JSON.
 */
class SecretTypesTests {

	private static final Instant TIME = Instant.parse("2026-11-01T12:00:00Z");

	private static final TwitchToken TOKEN = new TwitchToken("SECRET-access", "SECRET-refresh", Set.of("user:bot"),
			TIME, "1", "twitchdev");

	private static final DeviceCode CODE = new DeviceCode("SECRET-device", "ABCDEFGH",
			URI.create("https://www.twitch.tv/activate"), TIME, Duration.ofSeconds(5));

	private final JsonMapper mapper = JsonMapper.builder().build();

	@ParameterizedTest
	@MethodSource("secretive")
	void toStringThenShowsNoSecret(Object secretive) {
		assertThat(secretive.toString()).isNotEmpty().doesNotContain("SECRET");
	}

	@ParameterizedTest
	@MethodSource("shown")
	void toJsonThenShowsNoSecret(Object shown) {
		assertThat(this.mapper.writeValueAsString(shown)).isNotEmpty().doesNotContain("SECRET");
	}

	@Test
	void fromJsonThenReadsSecrets() {
		String json = "{\"accessToken\":\"SECRET-access\",\"refreshToken\":\"SECRET-refresh\",\"scopes\":[\"user:bot\"],"
				+ "\"expiresAt\":\"2026-11-01T12:00:00Z\",\"userId\":\"1\",\"login\":\"twitchdev\"}";
		assertThat(this.mapper.readValue(json, TwitchToken.class)).isEqualTo(TOKEN);
	}

	static Stream<Object> secretive() {
		return Stream.concat(shown(), Stream.of(new ClientCredentials("abc", "SECRET"),
				new TokenResponse("SECRET", "SECRET", Set.of(), TIME)));
	}

	static Stream<Object> shown() {
		return Stream.of(TOKEN, CODE, new DeviceCodeEvent("source", "bot", CODE, Set.of("user:bot")),
				new AuthenticatedEvent("source", "bot", TOKEN, false), new TokenRefreshedEvent("source", "bot", TOKEN));
	}

}
