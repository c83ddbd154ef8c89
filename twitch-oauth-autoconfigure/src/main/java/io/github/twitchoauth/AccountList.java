package io.github.twitchoauth;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The accounts that can be shown at one moment.
 *
 * @param accounts how they are doing
 * @param error why there may be others, which could not be read from the store; or
 * {@code null} if it could be read
 * @param more whether there are more than can be shown
 * @since 0.1.0
 */
public record AccountList(List<AccountStatus> accounts, @Nullable String error, boolean more) {

	/**
	 * Create a list.
	 * @param accounts how they are doing
	 * @param error why there may be others, or {@code null}
	 * @param more whether there are more than can be shown
	 */
	public AccountList {
		accounts = List.copyOf(accounts);
	}

	/**
	 * List the accounts, without those that are only in the store if it cannot be read.
	 * @param accounts the accounts
	 * @param most how many can be shown
	 * @return the list
	 */
	public static Mono<AccountList> of(TwitchAccounts accounts, int most) {
		return Mono.defer(() -> {
			List<AccountStatus> found = new ArrayList<>();
			return accounts.getAll()
				.take(most + 1L)
				.doOnNext(found::add)
				.then(Mono.fromSupplier(() -> of(found, null, most)))
				.onErrorResume(TokenStoreException.class, (ex) -> Mono.just(of(found, ex.getMessage(), most)));
		});
	}

	private static AccountList of(List<AccountStatus> found, @Nullable String error, int most) {
		boolean more = found.size() > most;
		return new AccountList(more ? found.subList(0, most) : found, error, more);
	}

}
