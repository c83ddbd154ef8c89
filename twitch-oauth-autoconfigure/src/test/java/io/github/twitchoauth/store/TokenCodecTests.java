package io.github.twitchoauth.store;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TokenCodec}.
 */
class TokenCodecTests {

	private final TokenCodec plain = new TokenCodec(TokenCipher.none());

	private final TokenCodec encrypting = new TokenCodec(TokenCipher.ofBase64(List.of(Samples.KEY)));

	@Test
	void writeWhenThereIsNoKeyThenIsReadable() {
		assertThat(this.plain.write("bot", Samples.token("a"))).isEqualTo("""
				{"accessToken":"access-a","refreshToken":"refresh-a","scopes":["bits:read","user:read:chat"],\
				"expiresAt":"2026-11-01T12:00:00.123456789Z","userId":"141981764","login":"twitchdev"}""");
	}

	@Test
	void writeWhenThereIsAKeyThenHidesBothTokensAndNothingElse() {
		assertThat(this.encrypting.write("bot", Samples.token("a"))).doesNotContain("access-a", "refresh-a")
			.contains("\"accessToken\":\"{v1}", "\"refreshToken\":\"{v1}", "bits:read", "twitchdev");
	}

	@Test
	void readWhenWrittenThenReturnsEqualToken() {
		TwitchToken token = Samples.token("a");
		assertThat(this.plain.read("bot", this.plain.write("bot", token))).isEqualTo(token);
		assertThat(this.encrypting.read("bot", this.encrypting.write("bot", token))).isEqualTo(token);
		assertThat(this.encrypting.read("bot", this.plain.write("bot", token))).isEqualTo(token);
	}

	@Test
	void readWhenOnlyTheAccessTokenIsSetThenReturnsEqualToken() {
		TwitchToken token = new TwitchToken("access", null, Set.of(), null, null, null);
		assertThat(this.encrypting.read("bot", this.encrypting.write("bot", token))).isEqualTo(token);
		assertThat(this.plain.read("bot", "{\"accessToken\":\"access\",\"login\":null,\"more\":{}}")).isEqualTo(token);
	}

	@Test
	void readWhenClientAndFormerLoginAreKnownThenReturnsEqualToken() {
		TwitchToken token = new TwitchToken("access", null, Set.of(), null, "1", "renamed", "abc", "twitchdev");
		assertThat(this.encrypting.write("bot", token)).contains("\"clientId\":\"abc\"",
				"\"formerLogin\":\"twitchdev\"");
		assertThat(this.encrypting.read("bot", this.encrypting.write("bot", token))).isEqualTo(token);
	}

	@Test
	void readWhenPossiblySpentThenReturnsEqualToken() {
		TwitchToken token = Samples.token("a").withPossiblySpent(true);
		assertThat(this.encrypting.write("bot", token)).contains("\"possiblySpent\":true");
		assertThat(this.encrypting.read("bot", this.encrypting.write("bot", token))).isEqualTo(token);
	}

	@Test
	void readWhenRequestedScopesAreKnownThenReturnsEqualToken() {
		TwitchToken token = new TwitchToken("access", null, Set.of("User.Read"), null, null, null)
			.withRequestedScopes(Set.of("offline_access", "User.Read"));
		assertThat(this.plain.write("bot", token)).contains("\"requestedScopes\":[\"User.Read\",\"offline_access\"]");
		assertThat(this.encrypting.read("bot", this.encrypting.write("bot", token))).isEqualTo(token);
		assertThat(this.plain.write("bot", token.withRequestedScopes(Set.of()))).doesNotContain("requestedScopes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s3cret", "{\"accessToken\":\"s3cret\"", "[\"s3cret\"]", "{}", "null",
			"{\"accessToken\":\" \"}", "{\"accessToken\":\"s3cret\\n\"}", "{\"accessToken\":\"s3cret\u2026\"}",
			"{\"accessToken\":[\"s3cret\"]}", "{\"accessToken\":\"x\",\"refreshToken\":{\"s3cret\":1}}",
			"{\"accessToken\":\"x\",\"scopes\":\"s3cret\"}", "{\"accessToken\":\"x\",\"scopes\":[1]}",
			"{\"accessToken\":\"x\",\"requestedScopes\":\"s3cret\"}",
			"{\"accessToken\":\"x\",\"expiresAt\":\"s3cret\"}",
			"{\"accessToken\":\"x\",\"possiblySpent\":\"s3cret\"}" })
	void readWhenMalformedThenRefusesWithoutQuoting(String json) {
		Throwable failure = catchThrowable(() -> this.plain.read("bot", json));
		assertThat(failure).isInstanceOf(TokenStoreException.class).hasMessageContaining("'bot'");
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("s3cret");
	}

}
