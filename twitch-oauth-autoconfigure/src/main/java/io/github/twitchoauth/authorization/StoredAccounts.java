package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.TokenPage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The accounts that are in the store, read without taking up their tokens: there may be a
 * million.
 */
final class StoredAccounts {

	private static final int PAGE_SIZE = 100;

	private final SharedReads<Optional<String>, TokenPage> pages;

	private final SharedReads<String, TwitchToken> tokens;

	/**
	 * Create a view.
	 * @param store the part of the store in which accounts made up at run time are
	 * @param scheduler lends threads
	 * @param patience how long a caller waits for an answer of the store
	 */
	StoredAccounts(ClientTokenStore store, Scheduler scheduler, Duration patience) {
		this.pages = new SharedReads<>((cursor) -> store.findTokens(cursor.orElse(null), PAGE_SIZE), scheduler,
				patience);
		this.tokens = new SharedReads<>(store::find, scheduler, patience);
	}

	/**
	 * Return the tokens of all accounts.
	 * @return account and token, read page by page as they are asked for; or a
	 * {@link io.github.twitchoauth.TokenStoreException TokenStoreException} after those
	 * that could be read
	 */
	Flux<Map.Entry<String, TwitchToken>> all() {
		return this.pages.get(Optional.empty())
			.expand((page) -> Mono.justOrEmpty(page.next()).flatMap((next) -> this.pages.get(Optional.of(next))))
			.concatMapIterable((page) -> page.tokens().entrySet(), 1);
	}

	/**
	 * Return the token of an account.
	 * @param account the account
	 * @return the token as it is stored, or empty if there is none any more; or a
	 * {@link io.github.twitchoauth.TokenStoreException TokenStoreException}
	 */
	Mono<TwitchToken> token(String account) {
		return this.tokens.get(account);
	}

}
