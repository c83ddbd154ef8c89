package io.github.twitchoauth.test.store;

import java.nio.file.Path;

import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link TokenStoreContract} of {@link FileTokenStore}.
 */
class FileTokenStoreContractTests extends TokenStoreContract {

	@TempDir
	private Path directory;

	@Override
	protected TokenStore openStore() {
		return new FileTokenStore(this.directory.resolve("tokens.json"));
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
			return new FileTokenStore(Path.of(location));
		}

	}

}
