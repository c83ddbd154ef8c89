package io.github.twitchoauth.store;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for how {@link ClientTokenStore} lists accounts, beyond the contract of all
 * stores.
 */
class ClientTokenStoreListTests {

	private final TokenStore store = new InMemoryTokenStore();

	private final ClientTokenStore us = new ClientTokenStore(this.store, "us");

	@Test
	void findAccountsWhenTokenDoesNotSayWhoseItIsThenIsListedUntilItIsDisowned() {
		this.store.save("bot", token(null));
		assertThat(list(this.us)).containsExactly("bot");
		this.us.disown("bot");
		assertThat(list(this.us)).isEmpty();
		this.us.save("bot", token("us"));
		assertThat(list(this.us)).containsExactly("bot");
	}

	@Test
	void findAccountsWhenBothNamesOfAnAccountAreTakenThenIsListedOnce() {
		this.store.save("bot", token("us"));
		this.store.save("bot@us", token("us"));
		assertThat(list(this.us)).containsExactly("bot");
	}

	@Test
	void findAccountsWhenSecondNameIsAnotherClientsThenIsNotListed() {
		this.store.save("bot@us", token("them"));
		assertThat(list(this.us)).isEmpty();
	}

	@Test
	void findAccountsWhenTokenCannotBeReadThenListsTheOthers() {
		this.store.save("a", token("us"));
		this.store.save("b", token("us"));
		TokenStore store = new FailingStore(this.store, new TokenStoreException("cannot be decrypted"));
		assertThat(list(new ClientTokenStore(store, "us"))).containsExactly("b");
	}

	@Test
	void findAccountsWhenStoreFailsThenFails() {
		this.store.save("a", token("us"));
		TokenStore store = new FailingStore(this.store, new IllegalStateException("connection lost"));
		assertThatIllegalStateException().isThrownBy(() -> list(new ClientTokenStore(store, "us")));
	}

	private static List<String> list(TokenStore store) {
		return store.findAccounts(null, 10).accounts();
	}

	private static TwitchToken token(@Nullable String clientId) {
		return new TwitchToken("access", "refresh", Set.of(), null, "1", "twitchdev", clientId);
	}

	/**
	 * A store in which the account {@code a} cannot be read.
	 *
	 * @param store has the tokens
	 * @param failure what reading that account ends with
	 */
	private record FailingStore(TokenStore store, RuntimeException failure) implements TokenStore {

		@Override
		public @Nullable TwitchToken find(String account) {
			if (account.equals("a")) {
				throw this.failure;
			}
			return this.store.find(account);
		}

		@Override
		public AccountPage findAccounts(@Nullable String cursor, int limit) {
			return this.store.findAccounts(cursor, limit);
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			return this.store.update(account, change);
		}

	}

}
