package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a store that does not answer for some accounts.
 */
class StuckStoreTests extends AbstractTokenManagerTests {

	private StuckTokenStore stuckStore;

	private TwitchTokenManager stuckManager;

	@BeforeEach
	void setUpStore() {
		this.stuckStore = new StuckTokenStore(this.store);
		this.stuckManager = manager(this.stuckStore);
		this.store.save("other", this.twitch.logIn());
	}

	@AfterEach
	void letGo() {
		this.stuckStore.letGo();
	}

	@Test
	void getTokenWhenManyWaitForOneAccountThenOneThreadWaitsForAllOfThem() {
		IntStream.range(0, 1_000).forEach((i) -> load("stuck"));
		assertThat(this.stuckManager.getToken("other").block(LIMIT).accessToken()).isEqualTo("at-1");
		assertThat(this.stuckStore.stuck()).hasSize(1);
	}

	@Test
	void getTokenWhenManyAccountsAreStuckThenAnotherOneIsServed() {
		IntStream.range(0, 400).forEach((i) -> load("stuck-" + i));
		CompletableFuture<TwitchToken> other = this.stuckManager.getToken("other").toFuture();
		Awaitility.await().until(() -> {
			this.time.advanceTimeBy(Duration.ofMillis(100));
			return other.isDone();
		});
		assertThat(other.join().accessToken()).isEqualTo("at-1");
	}

	@Test
	void getTokenWhenCancelledThenTheStoreIsNotInterruptedAndTheNextCallerGetsItsAnswer() {
		this.store.save("stuck", this.twitch.logIn());
		Disposable caller = load("stuck");
		Awaitility.await().until(() -> !this.stuckStore.stuck().isEmpty());
		caller.dispose();
		this.stuckStore.letGo();
		assertThat(this.stuckManager.getToken("stuck").block(LIMIT)).isNotNull();
		assertThat(this.stuckStore.isInterrupted()).isFalse();
		assertThat(this.stuckStore.stuck()).hasSize(1);
	}

	@Test
	void getTokenWhenTheStoreIsSilentThenSaysThatItIsTheStore() {
		CompletableFuture<TwitchToken> stuck = this.stuckManager.getToken("stuck").toFuture();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(stuck).failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(TokenStoreException.class)
			.withMessageContaining("could not be read in time");
	}

	private Disposable load(String account) {
		return this.stuckManager.getToken(account).subscribe((token) -> {
		}, (error) -> {
		});
	}

}
