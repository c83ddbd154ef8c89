package io.github.twitchoauth.stores;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way from a file to a database and back, as the README describes it.
 */
class TokenTransferTests {

	private final TokenCipher cipher = TokenCipher.ofBase64(List.of(Base64.getEncoder().encodeToString(new byte[32])));

	private final Database h2 = Databases.h2();

	private final TokenStore database = new StorageBasedTokenStore(
			new JdbcTokenStorage(this.h2.direct(), this.h2.createTable()), new TokenCodec(this.cipher));

	@Test
	void saveWhenTokensComeFromAFileThenTheyAreTheSameThereAndBack(@TempDir Path directory) {
		TokenStore file = new FileTokenStore(directory.resolve("tokens.json"), this.cipher);
		for (String client : List.of("one", "two")) {
			new ClientTokenStore(file, client).save("bot", token(client));
		}
		TokenStore restored = new FileTokenStore(directory.resolve("restored.json"), this.cipher);
		for (String client : List.of("one", "two")) {
			copy(client, file, this.database);
			assertThat(new ClientTokenStore(this.database, client).find("bot")).isEqualTo(token(client));
			copy(client, this.database, restored);
			assertThat(new ClientTokenStore(restored, client).find("bot")).isEqualTo(token(client));
		}
	}

	private static void copy(String client, TokenStore from, TokenStore to) {
		new ClientTokenStore(to, client).save("bot",
				Objects.requireNonNull(new ClientTokenStore(from, client).find("bot")));
	}

	private static TwitchToken token(String client) {
		return new TwitchToken("access-" + client, "refresh-" + client, Set.of("a"), null, "1", "login", client,
				"former", true, Set.of());
	}

}
