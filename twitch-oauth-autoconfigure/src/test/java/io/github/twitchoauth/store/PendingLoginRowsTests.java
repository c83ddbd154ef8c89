package io.github.twitchoauth.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PendingLoginRows} and {@link PendingLoginCodec}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PendingLoginRowsTests {

	private static final TokenKey KEY = TokenKey.ofPendingLogin("us", "bot");

	private static final PendingLogin CODE = new PendingLogin(
			new DeviceCode("s3cret", "JLLKTXWJ", URI.create("https://www.twitch.tv/activate?device-code=JLLKTXWJ"),
					Instant.parse("2026-11-01T12:00:00Z"), Duration.ofSeconds(5)),
			Set.of("user:bot", "bits:read"));

	private final MapTokenStorage storage = new MapTokenStorage();

	private final PendingLoginRows rows = rows();

	@Test
	void updateWhenThereIsNoKeyThenWritesWholeFormat() {
		this.rows.update(KEY, (present) -> CODE);
		assertThat(document()).isEqualTo("""
				{"deviceCode":"s3cret","userCode":"JLLKTXWJ",\
				"verificationUri":"https://www.twitch.tv/activate?device-code=JLLKTXWJ",\
				"expiresAt":"2026-11-01T12:00:00Z","interval":"PT5S","scopes":["bits:read","user:bot"]}""");
	}

	@Test
	void updateWhenThereIsAKeyThenDeviceCodeIsEncryptedForThisAccount() {
		rows(Samples.KEY).update(KEY, (present) -> CODE);
		assertThat(document()).doesNotContain("s3cret").contains("{v1}", "JLLKTXWJ");
		assertThat(rows(Samples.OTHER_KEY, Samples.KEY).find(KEY)).isEqualTo(CODE);
		TokenKey other = TokenKey.ofPendingLogin("us", "other");
		this.storage.documents.put(other.id(), document());
		assertThat(rows(Samples.KEY).find(other)).isNull();
	}

	@Test
	void findWhenKeyIsMissingThenReturnsNullAndSaysWhichOne(CapturedOutput output) {
		rows(Samples.KEY).update(KEY, (present) -> CODE);
		assertThat(rows(Samples.OTHER_KEY).find(KEY)).isNull();
		assertThat(output).contains("'bot'", "not taken up", "01d0fabd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s3cret", "[\"s3cret\"]", "null", "{}", "{\"deviceCode\":\"s3cret\"}",
			"{\"deviceCode\":{\"s3cret\":1}}",
			"{\"deviceCode\":\"s3cret\",\"userCode\":\"A\",\"verificationUri\":\"s3cret s3cret\"}",
			"{\"deviceCode\":\"a\",\"userCode\":\"A\",\"verificationUri\":\"a:b\",\"expiresAt\":\"s3cret\"}",
			"{\"deviceCode\":\"s3cret\",\"userCode\":\"A\",\"verificationUri\":\"javascript:s3cret\",\"expiresAt\":\"2026-11-01T12:00:00Z\",\"interval\":\"PT5S\"}" })
	void findWhenMalformedThenReturnsNullWithoutASecretInTheLog(String document, CapturedOutput output) {
		this.storage.documents.put(KEY.id(), document);
		assertThat(this.rows.find(KEY)).isNull();
		assertThat(output).contains("'bot'", "not taken up").doesNotContain("s3cret");
	}

	@Test
	void updateWhenClaimOfAnotherIsLeftBehindThenTakesItOverSoon() {
		this.storage.claims.put(KEY.id(), "somebody/1");
		this.rows.update(KEY, (present) -> CODE);
		assertThat(this.rows.find(KEY)).isEqualTo(CODE);
		assertThat(this.storage.claims).isEmpty();
	}

	@Test
	void updateWhenRowStaysLockedThenFails() {
		this.storage.locked = true;
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.rows.update(KEY, (present) -> CODE))
			.withMessageContaining("'bot'")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void updateWhenAnotherTakesTheRowOverMeanwhileThenFails() {
		this.storage.losesClaims = true;
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.rows.update(KEY, (present) -> CODE))
			.withMessageContaining("'bot'");
	}

	@Test
	void updateWhenThereIsNothingToForgetThenMakesNoRow() {
		this.rows.update(KEY, (present) -> null);
		assertThat(this.storage.documents).isEmpty();
		assertThat(this.storage.claims).isEmpty();
		this.storage.locked = true;
		this.rows.update(KEY, (present) -> null);
	}

	@Test
	void ofPendingLoginWhenNamesAreEqualThenIsAnotherRowThanTheTokens() {
		assertThat(List.of(new TokenKey("us", "bot"), KEY, TokenKey.ofPendingLogin("", "bot"),
				new TokenKey("login", "bot"), new TokenKey("login\tus", "other")))
			.extracting(TokenKey::id)
			.doesNotHaveDuplicates();
	}

	private PendingLoginRows rows(String... keys) {
		return new PendingLoginRows(this.storage, new PendingLoginCodec(TokenCipher.ofBase64(List.of(keys))));
	}

	private String document() {
		return this.storage.documents.get(KEY.id());
	}

}
