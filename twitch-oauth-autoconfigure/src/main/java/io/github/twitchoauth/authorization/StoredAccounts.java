package io.github.twitchoauth.authorization;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The accounts that are in the store, read without taking up their tokens: there may be a
 * million.
 */
final class StoredAccounts {

	private static final int PAGE_SIZE = 100;

	private final ClientTokenStore store;

	private final AuthorizationLifecycle lifecycle;

	/**
	 * Create a view.
	 * @param store the part of the store in which accounts made up at run time are
	 * @param lifecycle lends threads
	 */
	StoredAccounts(ClientTokenStore store, AuthorizationLifecycle lifecycle) {
		this.store = store;
		this.lifecycle = lifecycle;
	}

	/**
	 * Return the names of the accounts.
	 * @return the names, read page by page as they are asked for
	 */
	Flux<String> names() {
		return page(null).expand((page) -> (page.next() != null) ? page(page.next()) : Mono.empty())
			.concatMapIterable(AccountPage::accounts, 1);
	}

	private Mono<AccountPage> page(@Nullable String cursor) {
		return Mono.fromCallable(() -> this.store.findAccounts(cursor, PAGE_SIZE))
			.subscribeOn(this.lifecycle.storeScheduler());
	}

	/**
	 * Return the token of an account.
	 * @param account the account
	 * @return the token as it is stored, or empty if there is none any more
	 */
	Mono<TwitchToken> token(String account) {
		return Mono.fromCallable(() -> this.store.find(account)).subscribeOn(this.lifecycle.storeScheduler());
	}

}
