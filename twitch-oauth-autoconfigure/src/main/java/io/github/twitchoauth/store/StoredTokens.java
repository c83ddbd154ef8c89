package io.github.twitchoauth.store;

import java.nio.file.Path;
import java.util.List;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens in the content of a token file.
 */
final class StoredTokens {

	private final TokenCodec codec;

	private final Path path;

	StoredTokens(TokenCodec codec, Path path) {
		this.codec = codec;
		this.path = path;
	}

	@Nullable TwitchToken read(TokenDocument document, String account) {
		ObjectNode stored = document.account(account);
		try {
			return (stored != null) ? this.codec.read(account, stored) : null;
		}
		catch (TokenStoreException ex) {
			String remedy = (ex instanceof MissingEncryptionKeyException) ? "Configure that key"
					: "Restore it from a backup, or delete it to log in anew";
			throw new UnusableTokenFileException(this.path, "cannot be used: " + ex.getMessage(), remedy, ex);
		}
	}

	void write(TokenDocument document, String account, @Nullable TwitchToken token) {
		if (token != null) {
			this.codec.write(account, token, document.putAccount(account));
		}
		else {
			document.removeAccount(account);
		}
	}

	void decryptAll(TokenDocument document) {
		document.accounts().forEach((account) -> read(document, account));
	}

	// Returns whether a token is not encrypted although there is a key.
	List<String> unencrypted(TokenDocument document) {
		return document.accounts()
			.stream()
			.filter((account) -> this.codec.isReadable(document.account(account)))
			.toList();
	}

}
