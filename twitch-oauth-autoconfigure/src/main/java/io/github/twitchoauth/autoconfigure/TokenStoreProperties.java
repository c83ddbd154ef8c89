package io.github.twitchoauth.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where tokens are kept.
 *
 * @since 0.1.0
 */
public class TokenStoreProperties {

	/**
	 * Kind of store.
	 */
	private TokenStoreType type = TokenStoreType.MEMORY;

	/**
	 * Base64-encoded AES-256 keys that tokens are encrypted with, one or several. The
	 * first one encrypts, all of them decrypt. Must not be empty if it is set.
	 */
	private List<String> encryptionKey = new ArrayList<>();

	/**
	 * Whether to refuse to start without an encryption key.
	 */
	private boolean requireEncryption;

	private final File file = new File();

	public TokenStoreType getType() {
		return this.type;
	}

	public void setType(TokenStoreType type) {
		this.type = type;
	}

	public List<String> getEncryptionKey() {
		return this.encryptionKey;
	}

	public void setEncryptionKey(List<String> encryptionKey) {
		this.encryptionKey = encryptionKey;
	}

	public boolean isRequireEncryption() {
		return this.requireEncryption;
	}

	public void setRequireEncryption(boolean requireEncryption) {
		this.requireEncryption = requireEncryption;
	}

	public File getFile() {
		return this.file;
	}

	/**
	 * Tokens in a file.
	 */
	public static class File {

		/**
		 * Path of the file, in which ~/ at the beginning stands for the home directory.
		 * Defaults to a file in the directory .twitch-oauth of the home directory, named
		 * after the application, or after its client ID if it has no name.
		 */
		private @Nullable Path path;

		public @Nullable Path getPath() {
			return this.path;
		}

		public void setPath(@Nullable Path path) {
			this.path = path;
		}

	}

}
