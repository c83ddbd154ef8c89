package io.github.twitchoauth.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An AES-256 key for GCM. What it seals is: 12 bytes of nonce, ciphertext, 16 bytes of
 * tag.
 */
final class EncryptionKey {

	private static final int KEY_BYTES = 32;

	private static final int ID_BYTES = 4;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BYTES = 16;

	private static final SecureRandom random = new SecureRandom();

	private final String id;

	private final SecretKey key;

	private EncryptionKey(byte[] key) {
		this.id = HexFormat.of().formatHex(Sha256.hash(key), 0, ID_BYTES);
		this.key = new SecretKeySpec(key, "AES");
	}

	static EncryptionKey parse(String base64) {
		byte[] key = decode(base64);
		Assert.isTrue(key != null && key.length == KEY_BYTES, "not the base64 of 32 bytes");
		return new EncryptionKey(key);
	}

	String id() {
		return this.id;
	}

	byte[] seal(byte[] plaintext, byte[] associatedData) {
		byte[] nonce = new byte[NONCE_BYTES];
		random.nextBytes(nonce);
		try {
			byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plaintext);
			return ByteBuffer.allocate(nonce.length + ciphertext.length).put(nonce).put(ciphertext).array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Returns null unless this key has encrypted exactly this text with exactly this
	// associated data.
	byte @Nullable [] open(byte[] sealed, byte[] associatedData) {
		if (sealed.length < NONCE_BYTES + TAG_BYTES) {
			return null;
		}
		byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
		try {
			return cipher(Cipher.DECRYPT_MODE, nonce, associatedData).doFinal(sealed, NONCE_BYTES,
					sealed.length - NONCE_BYTES);
		}
		catch (AEADBadTagException ex) {
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// The decoder's exception quotes a part of the key, so it is not passed on.
	static byte @Nullable [] decode(String base64) {
		try {
			return Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private Cipher cipher(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
		cipher.updateAAD(associatedData);
		return cipher;
	}

	@Override
	public String toString() {
		return "EncryptionKey[" + this.id + "]";
	}

}
