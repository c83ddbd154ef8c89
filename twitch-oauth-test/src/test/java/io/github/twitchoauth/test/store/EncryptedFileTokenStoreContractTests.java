package io.github.twitchoauth.test.store;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link TokenStoreContract} of {@link FileTokenStore} with an encryption key.
 */
class EncryptedFileTokenStoreContractTests extends TokenStoreContract {

	private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

	@TempDir
	private Path directory;

	@Override
	protected TokenStore openStore() {
		return new Opener().open(this.directory.resolve("tokens.json").toString());
	}

	@Override
	protected StoreLocation otherProcess() {
		return new StoreLocation(Opener.class, this.directory.resolve("tokens.json").toString());
	}

	@Override
	protected boolean writesAhead() {
		return true;
	}

	@Override
	protected Runnable breakUpdate() {
		return BlockedFile.block(this.directory.resolve("tokens.json"));
	}

	static final class Opener implements TokenStoreOpener {

		@Override
		public TokenStore open(String location) {
			return new FileTokenStore(Path.of(location), TokenCipher.ofBase64(List.of(KEY)));
		}

	}

}
