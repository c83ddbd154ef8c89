package io.github.twitchoauth.stores;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.FileTokenStore;
import io.github.twitchoauth.store.StorageBasedTokenStore;
import io.github.twitchoauth.store.TokenCipher;
import io.github.twitchoauth.store.TokenCodec;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.jdbc.JdbcTokenStorage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way from a file to a database and back, as the documentation describes it.
 */
@Tag("long")
class TokenTransferTests {

	// More than two pages.
	private static final int ACCOUNTS = 201;

	private final TokenCipher cipher = TokenCipher.ofBase64(List.of(Base64.getEncoder().encodeToString(new byte[32])));

	private final Database h2 = Databases.h2();

	private final String table = this.h2.createTable();

	private final TokenStore database = new StorageBasedTokenStore(new JdbcTokenStorage(this.h2.direct(), this.table),
			new TokenCodec(this.cipher));

	@Test
	void saveWhenTokensComeFromAFileThenTheyAreTheSameThereAndBack(@TempDir Path directory) {
		TokenStore file = new FileTokenStore(directory.resolve("tokens.json"), this.cipher);
		TokenStore restored = new FileTokenStore(directory.resolve("restored.json"), this.cipher);
		for (String client : List.of("one", "two")) {
			IntStream.range(0, ACCOUNTS)
				.forEach((i) -> new ClientTokenStore(file, client).save("bot-" + i, token(client, i)));
		}
		for (String client : List.of("one", "two")) {
			copyAll(new ClientTokenStore(file, client), new ClientTokenStore(this.database, client));
			copyAll(new ClientTokenStore(this.database, client), new ClientTokenStore(restored, client));
		}
		for (String client : List.of("one", "two")) {
			assertThat(IntStream.range(0, ACCOUNTS)).allSatisfy((i) -> {
				assertThat(new ClientTokenStore(this.database, client).find("bot-" + i)).isEqualTo(token(client, i));
				assertThat(new ClientTokenStore(restored, client).find("bot-" + i)).isEqualTo(token(client, i));
			});
		}
		assertThat(directory.resolve("restored.json")).content().doesNotContain("access-", "refresh-");
		assertThat(documents()).hasSize(2 * ACCOUNTS)
			.allSatisfy((document) -> assertThat(document).doesNotContain("access-", "refresh-"));
	}

	private static void copyAll(TokenStore from, TokenStore to) {
		String cursor = null;
		do {
			AccountPage page = from.findAccounts(cursor, 100);
			page.accounts().forEach((account) -> to.save(account, Objects.requireNonNull(from.find(account))));
			cursor = page.next();
		}
		while (cursor != null);
	}

	private List<String> documents() {
		return JdbcClient.create(this.h2.direct()).sql("select document from " + this.table).query(String.class).list();
	}

	private static TwitchToken token(String client, int account) {
		return new TwitchToken("access-" + client + account, "refresh-" + client + account, Set.of("a"), null, "1",
				"login", client, "former", true, Set.of());
	}

}
