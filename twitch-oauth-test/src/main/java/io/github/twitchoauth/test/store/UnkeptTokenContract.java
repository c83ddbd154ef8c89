package io.github.twitchoauth.test.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * The part of {@link TokenStoreContract} that is about new tokens which could not be
 * kept: nobody else must get to see the old one, which is spent.
 */
abstract class UnkeptTokenContract extends WriteAheadContract {

	private TokenStore first;

	private TokenStore second;

	@BeforeEach
	void openStores() {
		this.first = openStore();
		this.second = openStore();
	}

	@Test
	void updateWhenNewTokenCannotBeKeptThenOthersWaitUntilItIs() {
		this.first.save("bot", CountingTokens.token(1));
		failToKeep();
		Future<TwitchToken> waiting = assertOtherWaits();
		Assertions.assertThat(this.first.find("bot")).isEqualTo(CountingTokens.token(1));
		this.first.update("bot", (token) -> CountingTokens.token(7));
		Assertions.assertThat(waiting).succeedsWithin(SOON).isEqualTo(CountingTokens.token(8));
	}

	@Test
	void updateWhenFunctionThrowsAfterNewTokenCouldNotBeKeptThenOthersStillWait() {
		this.first.save("bot", CountingTokens.token(1));
		failToKeep();
		IllegalStateException failure = new IllegalStateException("expected");
		Assertions.assertThatThrownBy(() -> this.first.update("bot", (token) -> {
			throw failure;
		})).isSameAs(failure);
		Future<TwitchToken> waiting = assertOtherWaits();
		this.first.update("bot", (token) -> CountingTokens.token(7));
		Assertions.assertThat(waiting).succeedsWithin(SOON).isEqualTo(CountingTokens.token(8));
	}

	@Test
	void updateWhenNewTokenCannotBeKeptForLongerThanRecoveryTakesThenOthersStillWait() {
		this.first.save("bot", CountingTokens.token(1));
		failToKeep();
		Future<TwitchToken> waiting = assertOtherWaits();
		Instant end = Instant.now().plus(recoveryTime()).plus(recoveryTime().dividedBy(2));
		while (Instant.now().isBefore(end)) {
			failToKeep();
			Assertions.assertThat(waiting)
				.failsWithin(recoveryTime().dividedBy(10))
				.withThrowableOfType(TimeoutException.class);
		}
		this.first.update("bot", (token) -> CountingTokens.token(7));
		Assertions.assertThat(waiting).succeedsWithin(SOON).isEqualTo(CountingTokens.token(8));
	}

	@Test
	void updateWhenNewTokenCannotBeKeptThenOtherAccountsDoNotWait() {
		this.first.save("bot", CountingTokens.token(1));
		failToKeep();
		Future<?> others = executor().submit(() -> this.second.save("other", CountingTokens.token(5)));
		Assertions.assertThat(others).succeedsWithin(SOON);
		assertNumber(this.second, "other", 5);
	}

	@Test
	void removeWhenNewTokenCouldNotBeKeptThenOthersGoOnAtOnce() {
		this.first.save("bot", CountingTokens.token(1));
		failToKeep();
		this.first.remove("bot");
		Future<TwitchToken> other = executor().submit(() -> this.second.update("bot", CountingTokens::next));
		Assertions.assertThat(other).succeedsWithin(atOnce()).isEqualTo(CountingTokens.token(1));
	}

	@Test
	void updateWhenFunctionOfAnotherHasThrownThenGoesOnAtOnce() {
		this.first.save("bot", CountingTokens.token(1));
		Assertions.assertThatIllegalStateException().isThrownBy(() -> this.first.update("bot", (token) -> {
			throw new IllegalStateException("expected");
		}));
		Future<TwitchToken> other = executor().submit(() -> this.second.update("bot", CountingTokens::next));
		Assertions.assertThat(other).succeedsWithin(atOnce()).isEqualTo(CountingTokens.token(2));
	}

	@Test
	void updateWhenAProcessCannotKeepItsTokenAndIsKilledThenOthersGoOn() {
		this.first.save("bot", CountingTokens.token(1));
		try (StoreProcess process = startHolder("bot")) {
			Runnable mend = breakUpdate();
			process.send("release");
			process.await("failed");
			mend.run();
			Future<TwitchToken> waiting = assertOtherWaits();
			process.kill();
			Assertions.assertThat(waiting).succeedsWithin(recoveryTime().plus(SOON)).isEqualTo(CountingTokens.token(2));
		}
	}

	private void failToKeep() {
		List<Runnable> mend = new ArrayList<>();
		Throwable failure = Assertions.catchThrowable(() -> this.first.update("bot", (token) -> {
			mend.add(breakUpdate());
			return CountingTokens.next(token);
		}));
		if (failure instanceof TestAbortedException aborted) {
			throw aborted;
		}
		Assertions.assertThat(failure).isInstanceOf(RuntimeException.class);
		mend.forEach(Runnable::run);
	}

	private Future<TwitchToken> assertOtherWaits() {
		Future<TwitchToken> waiting = executor().submit(() -> this.second.update("bot", CountingTokens::next));
		Assertions.assertThat(waiting).failsWithin(A_WHILE).withThrowableOfType(TimeoutException.class);
		return waiting;
	}

	private Duration atOnce() {
		return recoveryTime().dividedBy(2);
	}

}
