package io.github.twitchoauth.test.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TokenStoreContract} that is about the list of accounts.
 */
abstract class AccountListContract extends LeaseContract {

	@Test
	void findAccountsWhenThereIsNoneThenPageIsEmptyAndTheLast() {
		Assertions.assertThat(openStore().findAccounts(null, 10)).isEqualTo(new AccountPage(List.of(), null));
	}

	@Test
	void findAccountsWhenThereAreManyPagesThenListsEachAccountOnce() {
		List<String> names = IntStream.range(0, 60).mapToObj((i) -> "account-" + i).toList();
		TokenStore store = openListingStore();
		names.forEach((name) -> store.save(name, CountingTokens.token(1)));
		Assertions.assertThat(list(openStore(), 7)).containsExactlyInAnyOrderElementsOf(names);
		Assertions.assertThat(list(store, 1)).containsExactlyInAnyOrderElementsOf(names);
		Assertions.assertThat(list(store, 60)).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void findAccountsWhenAccountIsRemovedThenIsNotListed() {
		TokenStore store = openListingStore();
		List.of("a", "b", "c").forEach((name) -> store.save(name, CountingTokens.token(1)));
		store.remove("b");
		store.update("c", (token) -> null);
		Assertions.assertThat(list(openStore(), 2)).containsExactly("a");
		openStore().save("b", CountingTokens.token(2));
		Assertions.assertThat(list(store, 1)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void findAccountsWhenAccountHasNeverHadATokenThenIsNotListed() {
		TokenStore store = openListingStore();
		store.find("read");
		store.remove("removed");
		store.update("updated", (token) -> token);
		Assertions.assertThatIllegalStateException().isThrownBy(() -> store.update("failed", (token) -> {
			throw new IllegalStateException("expected");
		}));
		Assertions.assertThat(list(store, 10)).isEmpty();
	}

	@Test
	void findAccountsWhenNamesAreOddThenListsThemAsTheyAre() {
		List<String> names = oddNames();
		TokenStore us = new ClientTokenStore(openListingStore(), "us");
		names.forEach((name) -> us.save(name, token("us")));
		Assertions.assertThat(list(us, 4)).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void findAccountsWhenAnAccountIsBeingUpdatedThenDoesNotWait() {
		TokenStore store = openListingStore();
		store.save("bot", CountingTokens.token(1));
		store.update("bot", (token) -> {
			Assertions.assertThat(executor().submit(() -> list(openStore(), 10)))
				.succeedsWithin(SOON)
				.isEqualTo(List.of("bot"));
			return token;
		});
	}

	@Test
	void findAccountsWhenLimitIsNotPositiveThenFails() {
		TokenStore store = openListingStore();
		Assertions.assertThatIllegalArgumentException()
			.isThrownBy(() -> store.findAccounts(null, 0))
			.withMessageContaining("'limit'");
	}

	@Test
	void findAccountsWhenClientsShareTheStoreThenListsOwnOnly() {
		TokenStore us = new ClientTokenStore(openListingStore(), "us");
		TokenStore them = new ClientTokenStore(openStore(), "them");
		List.of("both", "theirs", "theirs@us", "@us").forEach((name) -> them.save(name, token("them")));
		List.of("both", "ours", "both@us", "both@them").forEach((name) -> us.save(name, token("us")));
		Assertions.assertThat(list(us, 3)).containsExactlyInAnyOrder("both", "ours", "both@us", "both@them");
		Assertions.assertThat(list(them, 3)).containsExactlyInAnyOrder("both", "theirs", "theirs@us", "@us");
		us.remove("both");
		Assertions.assertThat(list(us, 1)).containsExactlyInAnyOrder("ours", "both@us", "both@them");
		Assertions.assertThat(list(them, 1)).containsExactlyInAnyOrder("both", "theirs", "theirs@us", "@us");
	}

	private TokenStore openListingStore() {
		Assumptions.assumeTrue(listsAccounts(), "This store cannot list");
		return openStore();
	}

	static List<String> list(TokenStore store, int limit) {
		return list(store::findAccounts, limit);
	}

	static List<String> list(Pages pages, int limit) {
		List<String> accounts = new ArrayList<>();
		AccountPage page = pages.get(null, limit);
		add(page, limit, accounts);
		while (page.next() != null) {
			page = pages.get(page.next(), limit);
			add(page, limit, accounts);
		}
		return accounts;
	}

	private static void add(AccountPage page, int limit, List<String> accounts) {
		Assertions.assertThat(page.accounts()).hasSizeLessThanOrEqualTo(limit);
		accounts.addAll(page.accounts());
	}

	private static TwitchToken token(String clientId) {
		return new TwitchToken("access", "refresh", Set.of(), null, "1", "twitchdev", clientId);
	}

	/**
	 * A list of accounts.
	 */
	interface Pages {

		AccountPage get(@Nullable String cursor, int limit);

	}

}
