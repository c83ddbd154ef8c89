package io.github.twitchoauth.benchmarks.accounts;

import java.time.Duration;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.benchmarks.harness.Tokens;
import io.github.twitchoauth.store.TokenStore;
import reactor.core.publisher.Flux;

import org.springframework.util.Assert;

/**
 * Accounts that were logged in before the application started.
 */
final class StoredAccounts {

	private static final int AT_A_TIME = 64;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private StoredAccounts() {
	}

	static void fill(TokenStore store, int accounts) {
		for (int i = 0; i < accounts; i++) {
			store.save("user-" + i, Tokens.numbered(i));
		}
	}

	static void load(TokenManager tokens, int accounts) {
		Long loaded = Flux.range(0, accounts)
			.flatMap((number) -> tokens.getToken("user-" + number), AT_A_TIME)
			.count()
			.block(PATIENCE);
		Assert.state(loaded != null && loaded == accounts, "Tokens are missing");
	}

}
