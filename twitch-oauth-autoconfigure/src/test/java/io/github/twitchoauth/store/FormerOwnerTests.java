package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Set;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a store does about a process that it took a row over from, and that may
 * come back.
 */
@Timeout(60)
class FormerOwnerTests {

	private static final TokenKey KEY = new TokenKey("", "bot");

	private static final Duration WAIT = Duration.ofMinutes(10);

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final TwitchToken SPENT = token(1).withPossiblySpent(true);

	private final MapTokenStorage storage = new MapTokenStorage();

	private final StepTime time = new StepTime();

	private final StorageBasedTokenStore store = this.time.open(this.storage);

	@Test
	void assertLockedWhenRowWasTakenOverThenFailsForTenMinutes() {
		takeOver("somebody/1");
		expectWait();
		this.time.pass(WAIT.minus(MOMENT));
		expectWait();
		this.time.pass(MOMENT.multipliedBy(2));
		expectPresented();
	}

	@Test
	void assertLockedWhenAnotherProcessTookOverThenFailsForTenMinutesSinceThisOneFoundOut() {
		takeOver("somebody/1");
		this.time.pass(WAIT.multipliedBy(2));
		StorageBasedTokenStore restarted = this.time.open(this.storage);
		expectWait(restarted);
		this.time.pass(WAIT.plus(MOMENT));
		expectPresented(restarted);
	}

	@Test
	void assertLockedWhenBothTookOverThenEachWaitsAndTheFirstToPresentIsWaitedForAgain() {
		StorageBasedTokenStore other = this.time.open(this.storage);
		takeOver("somebody/1");
		expectWait(other);
		this.time.pass(WAIT.plus(MOMENT));
		this.store.update("bot", (token) -> {
			this.store.assertLocked("bot");
			return token;
		});
		this.storage.claims.put(KEY.id(), "the one that presented it/7");
		expectWait(other);
		this.time.pass(WAIT.plus(MOMENT));
		expectPresented(other);
	}

	@Test
	void updateWhenTheFormerOwnerComesBackThenItsTokenReplacesTheMarkedOne() {
		StorageBasedTokenStore owner = this.time.open(this.storage);
		this.store.save("bot", token(1));
		refreshWithoutSaving(owner);
		expectWait();
		owner.update("bot", (token) -> {
			assertThat(token).isEqualTo(SPENT);
			owner.assertLocked("bot");
			return token(2);
		});
		assertThat(this.store.update("bot", (token) -> {
			this.store.assertLocked("bot");
			return token;
		})).isEqualTo(token(2));
		assertThat(this.storage.documents.get(KEY.id())).doesNotContain("takenOver", "possiblySpent");
	}

	// As a failover does that loses the claim.
	@Test
	void updateWhenTheClaimOfAnUnsavedTokenIsLostThenItIsClaimedUntilTheTokenIsSaved() {
		StorageBasedTokenStore owner = this.time.open(this.storage);
		this.store.save("bot", token(1));
		refreshWithoutSaving(owner);
		this.storage.claims.clear();
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> owner.update("bot", (token) -> {
			throw new TokenStoreException("no time");
		}));
		assertThat(this.storage.claims).containsKey(KEY.id());
		owner.update("bot", (token) -> token(2));
		assertThat(this.storage.claims).isEmpty();
	}

	private void refreshWithoutSaving(StorageBasedTokenStore owner) {
		this.storage.refusesReplacing = true;
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> owner.update("bot", (token) -> token(2)));
		this.storage.refusesReplacing = false;
	}

	@Test
	void assertLockedWhenOnlyADescriptionIsStoredMeanwhileThenStillFails() {
		takeOver("somebody/1");
		this.store.update("bot", (token) -> new TwitchToken(token.accessToken(), token.refreshToken(), Set.of("a"),
				null, "1", "twitchdev")
			.withPossiblySpent(true));
		expectWait();
		expectWait(this.time.open(this.storage));
	}

	@Test
	void assertLockedWhenTheMarkDoesNotTellOfATakeoverThenSucceeds() {
		this.store.save("bot", SPENT);
		expectPresented();
	}

	@Test
	void assertLockedWhenTheMarkOfAnOlderTokenIsLeftBehindThenSucceeds() {
		this.store.save("bot", token(1));
		this.storage.documents.computeIfPresent(KEY.id(),
				(id, document) -> document.replace("}", ",\"takenOver\":\"somebody/1\"}"));
		assertThat(this.store.find("bot")).isEqualTo(token(1));
		expectPresented();
	}

	private void takeOver(String claim) {
		this.store.save("bot", token(1));
		this.storage.claims.put(KEY.id(), claim);
		assertThat(this.store.update("bot", (token) -> token)).isEqualTo(SPENT);
		assertThat(this.store.claimsTakenOver()).isOne();
	}

	private void expectWait() {
		expectWait(this.store);
	}

	private static void expectWait(StorageBasedTokenStore store) {
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.update("bot", (token) -> {
			store.assertLocked("bot");
			throw new AssertionError("It would be presented");
		})).withMessageContaining("may still bring the new token");
		assertThat(store.find("bot").possiblySpent()).isTrue();
	}

	private void expectPresented() {
		expectPresented(this.store);
	}

	private static void expectPresented(StorageBasedTokenStore store) {
		store.update("bot", (token) -> {
			store.assertLocked("bot");
			return token(3);
		});
		assertThat(store.find("bot")).isEqualTo(token(3));
	}

	private static TwitchToken token(int number) {
		return new TwitchToken("access-" + number, "refresh-" + number, Set.of(), null, null, null);
	}

}
