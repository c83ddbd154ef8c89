package io.github.twitchoauth.test.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/**
 * What a {@link TokenStoreContract} has to be told about the store, and its means.
 */
abstract class TokenStoreFixture {

	static final Duration SOON = Duration.ofSeconds(20);

	static final Duration A_WHILE = Duration.ofMillis(300);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	/**
	 * Open a store. Is called several times in one test, and all that it returns must
	 * work on the same tokens: those of this test and no other. A store that cannot share
	 * its tokens returns the same instance each time.
	 * @return the store
	 */
	protected abstract TokenStore openStore();

	/**
	 * Return how another process opens the same tokens.
	 * @return the location, or {@code null} if no other process can
	 */
	protected @Nullable StoreLocation otherProcess() {
		return null;
	}

	/**
	 * Return how long the account of a process that died may stay locked.
	 * @return the time, 5 seconds by default
	 */
	protected Duration recoveryTime() {
		return Duration.ofSeconds(5);
	}

	/**
	 * Return whether the store shows a token that is written ahead while the update still
	 * runs. One that does not knows from something else, such as a claim that was left
	 * behind, that a process has died in the middle.
	 * @return whether it overrides {@link TokenStore#writeAhead}, {@code false} by
	 * default
	 */
	protected boolean writesAhead() {
		return false;
	}

	/**
	 * Return whether the store can list its accounts.
	 * @return whether it overrides {@link TokenStore#findAccounts}, {@code true} by
	 * default
	 */
	protected boolean listsAccounts() {
		return true;
	}

	/**
	 * Return whether the store keeps logins that somebody has yet to approve.
	 * @return whether it overrides {@link TokenStore#updatePendingLogin}, {@code true} by
	 * default
	 */
	protected boolean keepsPendingLogins() {
		return true;
	}

	/**
	 * Have the update that is under way fail to keep what its function returns, as if the
	 * disk were full or the connection to the database broken. Is called inside of the
	 * function, and may be called while an update of another process is under way.
	 * @return what lets later updates succeed
	 */
	protected abstract Runnable breakUpdate();

	ExecutorService executor() {
		return this.executor;
	}

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	StoreProcess startHolder(String account) {
		StoreProcess process = startProcess();
		process.await("open");
		process.send("hold", account);
		process.await("holds");
		return process;
	}

	StoreProcess startProcess() {
		StoreLocation location = otherProcess();
		Assumptions.assumeTrue(location != null, "No other process can open this store");
		return StoreProcess.start(Objects.requireNonNull(location));
	}

	static List<String> oddNames() {
		return List.of("bot", "BOT", "Bot", "bot ", " bot", " ", ".", "..", "../bot", "/", "\\", "a/b", "a:b", "*", "%",
				"_", "b_t", "b%", "'; drop table twitch_token; --", "\"", "{\"a\":1}", "null", "version", "größe",
				"gro\u0308ße", "日本語", "🎮", "bot\u200b", "$.a", "a.b", "[0]", "-", "+", "(a", "[a", "x".repeat(500),
				"x".repeat(499) + "y");
	}

	static void assertNumber(TokenStore store, String account, int expected) {
		Assertions.assertThat(store.find(account)).as(account).isEqualTo(CountingTokens.token(expected));
	}

	static boolean happensWithin(Duration time, CountDownLatch event) {
		try {
			return event.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
