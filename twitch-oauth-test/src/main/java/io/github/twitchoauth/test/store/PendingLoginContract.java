package io.github.twitchoauth.test.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TokenStoreContract} that is about logins which somebody has yet to
 * approve.
 */
abstract class PendingLoginContract extends AccountListContract {

	@Test
	void findPendingLoginWhenThereIsNoneThenReturnsNull() {
		TokenStore store = openStore();
		store.savePendingLogin("bot", null);
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThat(store.findPendingLogin("bot")).isNull();
	}

	@Test
	void findPendingLoginWhenSavedThenReturnsEqualCodeAfterReopening() {
		List<PendingLogin> codes = List.of(code("1"),
				login(new DeviceCode("{v1}1a2b3c4d:x", "{ünïcödé 🎮", URI.create("https://example.com/a?b=c%2F&d=%22"),
						Instant.parse("2001-11-01T12:00:00.000001Z"), Duration.ofMillis(1500))),
				login(new DeviceCode("x".repeat(2000), "\"\\", URI.create("http://localhost/"), Instant.EPOCH,
						Duration.ofDays(1))));
		for (PendingLogin code : codes) {
			openKeepingStore().savePendingLogin("bot", code);
			Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code);
		}
	}

	@Test
	void savePendingLoginWhenThereIsOneThenReplacesIt() {
		TokenStore first = openKeepingStore();
		TokenStore second = openStore();
		first.savePendingLogin("bot", code("1"));
		second.savePendingLogin("bot", code("2"));
		Assertions.assertThat(first.findPendingLogin("bot")).isEqualTo(code("2"));
		first.savePendingLogin("bot", code("3"));
		Assertions.assertThat(second.findPendingLogin("bot")).isEqualTo(code("3"));
	}

	@Test
	void savePendingLoginWhenNullThenForgetsThatAccountsOnly() {
		TokenStore store = openKeepingStore();
		store.savePendingLogin("bot", code("1"));
		store.savePendingLogin("other", code("2"));
		store.savePendingLogin("bot", null);
		store.savePendingLogin("bot", null);
		Assertions.assertThat(openStore().findPendingLogin("bot")).isNull();
		Assertions.assertThat(openStore().findPendingLogin("other")).isEqualTo(code("2"));
		store.savePendingLogin("bot", code("3"));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code("3"));
	}

	@Test
	void savePendingLoginWhenThereIsATokenThenNeitherChangesTheOther() {
		TokenStore store = openKeepingStore();
		store.savePendingLogin("bot", code("1"));
		Assertions.assertThat(store.find("bot")).isNull();
		store.save("bot", CountingTokens.token(1));
		store.savePendingLogin("bot", code("2"));
		assertNumber(store, "bot", 1);
		store.remove("bot");
		Assertions.assertThat(store.findPendingLogin("bot")).isEqualTo(code("2"));
		store.save("bot", CountingTokens.token(2));
		store.savePendingLogin("bot", null);
		assertNumber(openStore(), "bot", 2);
	}

	@Test
	void savePendingLoginWhenThereIsNoTokenThenAccountIsNotListed() {
		TokenStore store = new ClientTokenStore(openKeepingStore(), "us");
		store.savePendingLogin("bot", code("1"));
		openStore().savePendingLogin("bot", code("1"));
		Assertions.assertThat(list(store, 10)).isEmpty();
		Assertions.assertThat(list(openStore(), 10)).isEmpty();
	}

	@Test
	void savePendingLoginWhenAccountIsBeingUpdatedThenDoesNotWait() {
		TokenStore first = openKeepingStore();
		TokenStore second = openStore();
		first.update("bot", (token) -> {
			first.savePendingLogin("bot", code("1"));
			Assertions.assertThat(executor().submit(() -> second.savePendingLogin("bot", code("2"))))
				.succeedsWithin(SOON);
			first.assertLocked("bot");
			return CountingTokens.token(1);
		});
		assertNumber(second, "bot", 1);
		Assertions.assertThat(first.findPendingLogin("bot")).isEqualTo(code("2"));
	}

	@Test
	void savePendingLoginWhenThreadIsInterruptedThenSavesAndLeavesItInterrupted() {
		TokenStore store = openKeepingStore();
		Thread.currentThread().interrupt();
		store.savePendingLogin("bot", code("1"));
		Assertions.assertThat(Thread.interrupted()).isTrue();
		Assertions.assertThat(store.findPendingLogin("bot")).isEqualTo(code("1"));
	}

	@Test
	void findPendingLoginWhenNamesAreOddThenKeepsThemApart() {
		TokenStore store = new ClientTokenStore(openKeepingStore(), "us");
		oddNames().forEach((name) -> store.savePendingLogin(name, code(name)));
		TokenStore other = new ClientTokenStore(openStore(), "us");
		oddNames()
			.forEach((name) -> Assertions.assertThat(other.findPendingLogin(name)).as(name).isEqualTo(code(name)));
	}

	@Test
	void findPendingLoginWhenClientsShareTheStoreThenReturnsOwnOnly() {
		TokenStore us = new ClientTokenStore(openKeepingStore(), "us");
		TokenStore them = new ClientTokenStore(openStore(), "them");
		them.savePendingLogin("bot", code("theirs"));
		Assertions.assertThat(us.findPendingLogin("bot")).isNull();
		us.savePendingLogin("bot", null);
		us.savePendingLogin("other", code("ours"));
		Assertions.assertThat(them.findPendingLogin("bot")).isEqualTo(code("theirs"));
		Assertions.assertThat(them.findPendingLogin("other")).isNull();
		Assertions.assertThat(us.findPendingLogin("other")).isEqualTo(code("ours"));
	}

	@Test
	void savePendingLoginWhenManyThreadsSaveThenOneWins() {
		List<TokenStore> stores = List.of(openKeepingStore(), openStore());
		List<PendingLogin> codes = List.of(code("0"), code("1"), code("2"), code("3"));
		Assertions
			.assertThat(codes.stream()
				.map((code) -> executor().submit(() -> saveOften(stores.get(codes.indexOf(code) % 2), code)))
				.toList())
			.allSatisfy((thread) -> Assertions.assertThat(thread).succeedsWithin(SOON));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isIn(codes);
	}

	private static void saveOften(TokenStore store, PendingLogin code) {
		for (int i = 0; i < 20; i++) {
			store.savePendingLogin("bot", code);
		}
	}

	private TokenStore openKeepingStore() {
		Assumptions.assumeTrue(keepsPendingLogins(), "This store keeps no pending logins");
		return openStore();
	}

	private static PendingLogin code(String name) {
		return login(new DeviceCode("device-code-" + name, "ABCDEFGH", URI.create("https://www.twitch.tv/activate"),
				Instant.parse("2026-11-01T12:00:00.123456789Z"), Duration.ofSeconds(5)));
	}

	private static PendingLogin login(DeviceCode code) {
		return new PendingLogin(code, Set.of("user:read:chat", "bits:read"));
	}

}
