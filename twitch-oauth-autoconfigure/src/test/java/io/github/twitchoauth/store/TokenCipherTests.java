package io.github.twitchoauth.store;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import io.github.twitchoauth.TokenStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TokenCipher}.
 */
class TokenCipherTests {

	// sha256sum of the key's bytes
	private static final String KEY_ID = "01d0fabd";

	private final TokenCipher cipher = TokenCipher.ofBase64(List.of(Samples.KEY));

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "ünïcödé 🎮", "{v1}", "{plain}x", "a:b" })
	void decryptWhenSameAccountAndFieldThenReturnsValue(String value) {
		String stored = this.cipher.encrypt("bot", "accessToken", value);
		assertThat(stored).matches("\\{v1}" + KEY_ID + ":[A-Za-z0-9+/=]+");
		assertThat(this.cipher.decrypt("bot", "accessToken", stored)).isEqualTo(value);
	}

	@Test
	void encryptWhenRepeatedThenNeverReturnsTheSame() {
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> this.cipher.encrypt("bot", "accessToken", "secret")))
			.doesNotHaveDuplicates();
	}

	@Test
	void decryptWhenMovedToAnotherAccountThenRefuses() {
		assertRefused("mallory", "accessToken", this.cipher.encrypt("bot", "accessToken", "secret"));
	}

	@Test
	void decryptWhenMovedToAnotherFieldThenRefuses() {
		assertRefused("bot", "accessToken", this.cipher.encrypt("bot", "refreshToken", "secret"));
	}

	@Test
	void decryptWhenAnyBitIsFlippedThenRefuses() {
		String stored = this.cipher.encrypt("bot", "accessToken", "secret");
		String prefix = stored.substring(0, stored.indexOf(':') + 1);
		byte[] sealed = Base64.getDecoder().decode(stored.substring(prefix.length()));
		for (int bit = 0; bit < sealed.length * 8; bit++) {
			byte[] damaged = sealed.clone();
			damaged[bit / 8] ^= (byte) (1 << bit % 8);
			assertRefused("bot", "accessToken", prefix + Base64.getEncoder().encodeToString(damaged));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{v1}" + KEY_ID + ":", "{v1}" + KEY_ID + ":AAAA", "{v1}" + KEY_ID + ":%%%",
			"{v2}" + KEY_ID + ":AAAA", "{v1}", "{" })
	void decryptWhenMalformedThenRefuses(String stored) {
		assertRefused("bot", "accessToken", stored);
	}

	@Test
	void decryptWhenPlainThenReturnsIt() {
		assertThat(this.cipher.decrypt("bot", "accessToken", "secret")).isEqualTo("secret");
	}

	@Test
	void decryptWhenKeysAreRotatedThenReadsBoth() {
		TokenCipher rotated = TokenCipher.ofBase64(List.of(Samples.OTHER_KEY, Samples.KEY));
		String old = this.cipher.encrypt("bot", "accessToken", "secret");
		String fresh = rotated.encrypt("bot", "accessToken", "secret");
		assertThat(rotated.decrypt("bot", "accessToken", old)).isEqualTo("secret");
		assertThat(rotated.decrypt("bot", "accessToken", fresh)).isEqualTo("secret");
		assertThatExceptionOfType(MissingEncryptionKeyException.class)
			.isThrownBy(() -> this.cipher.decrypt("bot", "accessToken", fresh));
	}

	@Test
	void decryptWhenKeyIsMissingThenNamesItsId() {
		String stored = this.cipher.encrypt("bot", "accessToken", "secret");
		assertThatExceptionOfType(MissingEncryptionKeyException.class)
			.isThrownBy(() -> TokenCipher.none().decrypt("bot", "accessToken", stored))
			.withMessageContaining("'bot'")
			.withMessageContaining(KEY_ID)
			.satisfies((ex) -> assertThat(ex.getKeyId()).isEqualTo(KEY_ID));
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "{v1}00000000:AAAA", "{plain}x", "{" })
	void encryptWhenThereIsNoKeyThenDecryptReturnsValue(String value) {
		TokenCipher none = TokenCipher.none();
		assertThat(none.isEncrypting()).isFalse();
		assertThat(none.encrypt("bot", "accessToken", value)).endsWith(value);
		assertThat(none.decrypt("bot", "accessToken", none.encrypt("bot", "accessToken", value))).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "c2VjcmV0", "s3cr3t-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void ofBase64WhenKeyIsNoneThenSaysWhichAndNotWhatItIs(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> TokenCipher.ofBase64(List.of(Samples.KEY, key)))
			.withMessage("Key 2 of 2 is not the base64 of 32 bytes")
			.withNoCause();
	}

	@Test
	void ofBase64WhenKeyEndsInLineFeedThenStripsIt() {
		assertThat(TokenCipher.ofBase64(List.of(Samples.KEY + "\n")).toString()).contains(KEY_ID);
	}

	@Test
	void toStringShowsIdsOnly() {
		assertThat(this.cipher).hasToString("TokenCipher[EncryptionKey[" + KEY_ID + "]]");
	}

	private void assertRefused(String account, String field, String stored) {
		assertThatExceptionOfType(TokenStoreException.class)
			.isThrownBy(() -> this.cipher.decrypt(account, field, stored))
			.withMessageContaining(account)
			.withMessageContaining(field)
			.withMessageNotContaining("secret");
	}

}
