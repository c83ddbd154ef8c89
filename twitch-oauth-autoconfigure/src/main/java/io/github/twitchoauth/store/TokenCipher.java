package io.github.twitchoauth.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.twitchoauth.TokenStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Encrypts what a {@link TokenStore} keeps, with AES-256-GCM. An encrypted value looks
 * like <code>{v1}1a2b3c4d:base64</code>, where <code>1a2b3c4d</code> is the id of the
 * key: the first four bytes of its SHA-256. It can be decrypted only as the same field of
 * the same account.
 * <p>
 * There may be several keys: the first one encrypts, all of them decrypt. To replace a
 * key, put the new one before it, and remove the old one when its id occurs in no value
 * any more. Values that are not encrypted are read as they are, so a store can be
 * encrypted later.
 *
 * @since 0.1.0
 */
public final class TokenCipher {

	private static final String PLAIN = "{plain}";

	private static final Pattern ENCRYPTED = Pattern.compile("\\{v1}([0-9a-f]{8}):(.*)");

	private final List<EncryptionKey> keys;

	private TokenCipher(List<EncryptionKey> keys) {
		this.keys = List.copyOf(keys);
	}

	/**
	 * Return a cipher that leaves everything unencrypted.
	 * @return the cipher without a key
	 */
	public static TokenCipher none() {
		return new TokenCipher(List.of());
	}

	/**
	 * Return a cipher with these keys.
	 * @param keys base64-encoded keys of 32 bytes each, as
	 * <code>openssl rand -base64 32</code> makes them. If there are none, nothing is
	 * encrypted
	 * @return the cipher
	 * @throws IllegalArgumentException if a key is anything else; the message does not
	 * contain the key
	 */
	public static TokenCipher ofBase64(List<String> keys) {
		Assert.notNull(keys, "'keys' must not be null");
		List<EncryptionKey> parsed = new ArrayList<>();
		for (String key : keys) {
			try {
				parsed.add(EncryptionKey.parse(key.strip()));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"Key " + (parsed.size() + 1) + " of " + keys.size() + " is " + ex.getMessage());
			}
		}
		return new TokenCipher(parsed);
	}

	/**
	 * Return whether there is a key.
	 * @return whether values are encrypted
	 */
	public boolean isEncrypting() {
		return !this.keys.isEmpty();
	}

	static boolean isEncrypted(String stored) {
		return ENCRYPTED.matcher(stored).matches();
	}

	/**
	 * Encrypt a value with the first key, if there is one.
	 * @param account the account that the value belongs to
	 * @param field name of the value
	 * @param value the value
	 * @return what to store
	 */
	public String encrypt(String account, String field, String value) {
		if (this.keys.isEmpty()) {
			return value.startsWith("{") ? PLAIN + value : value;
		}
		EncryptionKey key = this.keys.get(0);
		byte[] sealed = key.seal(value.getBytes(StandardCharsets.UTF_8), associatedData(account, field, key.id()));
		return "{v1}" + key.id() + ":" + Base64.getEncoder().encodeToString(sealed);
	}

	/**
	 * Decrypt a value.
	 * @param account the account that the value belongs to
	 * @param field name of the value
	 * @param stored what {@link #encrypt} returned, or a value that is not encrypted
	 * @return the value
	 * @throws MissingEncryptionKeyException if it was encrypted with none of the keys
	 * @throws TokenStoreException if it was damaged, or stored for another account or
	 * field
	 */
	public String decrypt(String account, String field, String stored) {
		if (!stored.startsWith("{")) {
			return stored;
		}
		if (stored.startsWith(PLAIN)) {
			return stored.substring(PLAIN.length());
		}
		Matcher matcher = ENCRYPTED.matcher(stored);
		if (!matcher.matches()) {
			throw new TokenStoreException("The " + field + " of the account '" + account
					+ "' is encrypted in a way that this version does not know");
		}
		return decrypt(account, field, matcher.group(1), EncryptionKey.decode(matcher.group(2)));
	}

	private String decrypt(String account, String field, String keyId, byte @Nullable [] sealed) {
		List<EncryptionKey> candidates = this.keys.stream().filter((key) -> key.id().equals(keyId)).toList();
		if (candidates.isEmpty()) {
			throw new MissingEncryptionKeyException(account, keyId);
		}
		byte[] data = associatedData(account, field, keyId);
		return candidates.stream()
			.map((key) -> (sealed != null) ? key.open(sealed, data) : null)
			.filter(Objects::nonNull)
			.map((value) -> new String(value, StandardCharsets.UTF_8))
			.findFirst()
			.orElseThrow(() -> new TokenStoreException("The " + field + " of the account '" + account
					+ "' cannot be decrypted: it is damaged, or was stored for another account"));
	}

	private static byte[] associatedData(String account, String field, String keyId) {
		return ("{v1}" + keyId + ":" + field + "\0" + account).getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "TokenCipher" + this.keys;
	}

}
