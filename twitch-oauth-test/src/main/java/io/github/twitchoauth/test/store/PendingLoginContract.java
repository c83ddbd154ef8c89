package io.github.twitchoauth.test.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.store.AccountPage;
import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.PendingLogin;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import org.springframework.util.Assert;

/**
 * The part of {@link TokenStoreContract} that is about logins which somebody has yet to
 * approve.
 */
abstract class PendingLoginContract extends AccountListContract {

	@Test
	void findPendingLoginWhenThereIsNoneThenReturnsNull() {
		TokenStore store = openStore();
		save(store, "bot", null);
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
			save(openKeepingStore(), "bot", code);
			Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code);
		}
	}

	@Test
	void updatePendingLoginWhenThereIsOneThenReplacesIt() {
		TokenStore first = openKeepingStore();
		TokenStore second = openStore();
		save(first, "bot", code("1"));
		save(second, "bot", code("2"));
		Assertions.assertThat(first.findPendingLogin("bot")).isEqualTo(code("2"));
		save(first, "bot", code("3"));
		Assertions.assertThat(second.findPendingLogin("bot")).isEqualTo(code("3"));
	}

	@Test
	void updatePendingLoginWhenNullThenForgetsThatAccountsOnly() {
		TokenStore store = openKeepingStore();
		save(store, "bot", code("1"));
		save(store, "other", code("2"));
		save(store, "bot", null);
		save(store, "bot", null);
		Assertions.assertThat(openStore().findPendingLogin("bot")).isNull();
		Assertions.assertThat(openStore().findPendingLogin("other")).isEqualTo(code("2"));
		save(store, "bot", code("3"));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code("3"));
	}

	@Test
	void updatePendingLoginWhenThereIsATokenThenNeitherChangesTheOther() {
		TokenStore store = openKeepingStore();
		save(store, "bot", code("1"));
		Assertions.assertThat(store.find("bot")).isNull();
		store.save("bot", CountingTokens.token(1));
		save(store, "bot", code("2"));
		assertNumber(store, "bot", 1);
		store.remove("bot");
		Assertions.assertThat(store.findPendingLogin("bot")).isEqualTo(code("2"));
		store.save("bot", CountingTokens.token(2));
		save(store, "bot", null);
		assertNumber(openStore(), "bot", 2);
	}

	@Test
	void updatePendingLoginWhenThereIsNoTokenThenAccountIsNotListed() {
		TokenStore store = new ClientTokenStore(openKeepingStore(), "us");
		save(store, "bot", code("1"));
		save(openStore(), "bot", code("1"));
		Assertions.assertThat(list(store, 10)).isEmpty();
		Assertions.assertThat(list(openStore(), 10)).isEmpty();
	}

	@Test
	void updatePendingLoginWhenAccountIsBeingUpdatedThenDoesNotWait() {
		TokenStore first = openKeepingStore();
		TokenStore second = openStore();
		first.update("bot", (token) -> {
			save(first, "bot", code("1"));
			Assertions.assertThat(executor().submit(() -> save(second, "bot", code("2")))).succeedsWithin(SOON);
			first.assertLocked("bot");
			return CountingTokens.token(1);
		});
		assertNumber(second, "bot", 1);
		Assertions.assertThat(first.findPendingLogin("bot")).isEqualTo(code("2"));
	}

	@Test
	void updatePendingLoginWhenThreadIsInterruptedThenSavesAndLeavesItInterrupted() {
		TokenStore store = openKeepingStore();
		Thread.currentThread().interrupt();
		save(store, "bot", code("1"));
		Assertions.assertThat(Thread.interrupted()).isTrue();
		Assertions.assertThat(store.findPendingLogin("bot")).isEqualTo(code("1"));
	}

	@Test
	void findPendingLoginWhenNamesAreOddThenKeepsThemApart() {
		TokenStore store = new ClientTokenStore(openKeepingStore(), "us");
		oddNames().forEach((name) -> save(store, name, code(name)));
		TokenStore other = new ClientTokenStore(openStore(), "us");
		oddNames()
			.forEach((name) -> Assertions.assertThat(other.findPendingLogin(name)).as(name).isEqualTo(code(name)));
	}

	@Test
	void findPendingLoginWhenClientsShareTheStoreThenReturnsOwnOnly() {
		TokenStore us = new ClientTokenStore(openKeepingStore(), "us");
		TokenStore them = new ClientTokenStore(openStore(), "them");
		save(them, "bot", code("theirs"));
		Assertions.assertThat(us.findPendingLogin("bot")).isNull();
		save(us, "bot", null);
		save(us, "other", code("ours"));
		Assertions.assertThat(them.findPendingLogin("bot")).isEqualTo(code("theirs"));
		Assertions.assertThat(them.findPendingLogin("other")).isNull();
		Assertions.assertThat(us.findPendingLogin("other")).isEqualTo(code("ours"));
	}

	@Test
	void updatePendingLoginWhenManyThreadsDoThenNoChangeIsLost() {
		List<TokenStore> stores = List.of(openKeepingStore(), openStore());
		save(stores.get(0), "bot", code("0"));
		Assertions
			.assertThat(
					stores.stream().flatMap((store) -> Stream.of(store, store)).map(this::submitIncrements).toList())
			.allSatisfy((thread) -> Assertions.assertThat(thread).succeedsWithin(SOON));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code("40"));
	}

	private Future<?> submitIncrements(TokenStore store) {
		return executor().submit(() -> {
			for (int i = 0; i < 10; i++) {
				store.updatePendingLogin("bot", PendingLoginContract::incremented);
			}
		});
	}

	private static PendingLogin incremented(@Nullable PendingLogin login) {
		Assert.state(login != null, "There is no login");
		String number = login.code().deviceCode().substring("device-code-".length());
		return code(String.valueOf(Integer.parseInt(number) + 1));
	}

	@Test
	void updatePendingLoginWhenNothingChangesThenReturnsThePresentOne() {
		TokenStore store = openKeepingStore();
		Assertions.assertThat(store.updatePendingLogin("bot", (present) -> present)).isNull();
		Assertions.assertThat(store.updatePendingLogin("bot", (present) -> code("1"))).isEqualTo(code("1"));
		Assertions.assertThat(openStore().updatePendingLogin("bot", (present) -> present)).isEqualTo(code("1"));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code("1"));
	}

	@Test
	void updatePendingLoginWhenTheFunctionThrowsThenChangesNothing() {
		TokenStore store = openKeepingStore();
		save(store, "bot", code("1"));
		Assertions.assertThatIllegalStateException().isThrownBy(() -> store.updatePendingLogin("bot", (present) -> {
			throw new IllegalStateException("expected");
		}));
		Assertions.assertThat(openStore().findPendingLogin("bot")).isEqualTo(code("1"));
	}

	@Test
	void findPendingLoginsWhenThereIsNoneThenPageIsEmptyAndTheLast() {
		TokenStore store = openStore();
		store.save("bot", CountingTokens.token(1));
		Assertions.assertThat(store.findPendingLogins(null, 10)).isEqualTo(new AccountPage(List.of(), null));
	}

	@Test
	void findPendingLoginsWhenThereAreManyPagesThenListsEachAccountOnce() {
		List<String> names = IntStream.range(0, 60).mapToObj((i) -> "account-" + i).toList();
		TokenStore store = openKeepingStore();
		names.forEach((name) -> save(store, name, code(name)));
		for (int limit : new int[] { 1, 7, 60 }) {
			Assertions.assertThat(listLogins(openStore(), limit)).containsExactlyInAnyOrderElementsOf(names);
		}
	}

	@Test
	void findPendingLoginsWhenOneIsForgottenThenIsNotListedUntilThereIsANewOne() {
		TokenStore store = openKeepingStore();
		List.of("a", "b", "c").forEach((name) -> save(store, name, code(name)));
		save(store, "b", null);
		save(openStore(), "c", null);
		Assertions.assertThat(listLogins(store, 1)).containsExactly("a");
		save(openStore(), "b", code("2"));
		Assertions.assertThat(listLogins(store, 1)).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void findPendingLoginsWhenOneIsForgottenBetweenTwoPagesThenTheOthersAreListedOnce() {
		List<String> names = IntStream.range(0, 20).mapToObj((i) -> "account-" + i).toList();
		TokenStore store = openKeepingStore();
		names.forEach((name) -> save(store, name, code(name)));
		AccountPage first = store.findPendingLogins(null, 5);
		save(store, first.accounts().get(0), null);
		AccountPage rest = store.findPendingLogins(first.next(), 30);
		Assertions.assertThat(Stream.concat(first.accounts().stream(), rest.accounts().stream()))
			.containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void findPendingLoginsWhenThereIsATokenThenMakesNoDifference() {
		TokenStore store = openKeepingStore();
		save(store, "bot", code("1"));
		store.save("bot", CountingTokens.token(1));
		store.save("other", CountingTokens.token(1));
		Assertions.assertThat(listLogins(openStore(), 10)).containsExactly("bot");
		store.remove("bot");
		Assertions.assertThat(listLogins(openStore(), 10)).containsExactly("bot");
	}

	@Test
	void findPendingLoginsWhenClientsShareTheStoreThenListsOwnOnly() {
		TokenStore us = new ClientTokenStore(openKeepingStore(), "us");
		TokenStore them = new ClientTokenStore(openStore(), "them");
		List.of("both", "theirs", "theirs@us", "@us").forEach((name) -> save(them, name, code(name)));
		List.of("both", "ours", "ours@them").forEach((name) -> save(us, name, code(name)));
		Assertions.assertThat(listLogins(us, 2)).containsExactlyInAnyOrder("both", "ours", "ours@them");
		Assertions.assertThat(listLogins(them, 2)).containsExactlyInAnyOrder("both", "theirs", "theirs@us", "@us");
		save(us, "both", null);
		Assertions.assertThat(listLogins(us, 1)).containsExactlyInAnyOrder("ours", "ours@them");
		Assertions.assertThat(listLogins(them, 1)).contains("both");
	}

	// What does not fit with the client's name is kept under another one.
	@Test
	void findPendingLoginsWhenNamesAreOddThenListsThemAsTheyAre() {
		TokenStore us = new ClientTokenStore(openKeepingStore(), "us");
		oddNames().forEach((name) -> save(us, name, code(name)));
		Assertions.assertThat(listLogins(us, 4))
			.containsExactlyInAnyOrderElementsOf(oddNames().stream().filter((name) -> name.length() < 497).toList());
	}

	@Test
	void findPendingLoginsWhenLimitIsNotPositiveThenFails() {
		TokenStore store = openKeepingStore();
		Assertions.assertThatIllegalArgumentException()
			.isThrownBy(() -> store.findPendingLogins(null, 0))
			.withMessageContaining("'limit'");
	}

	private static List<String> listLogins(TokenStore store, int limit) {
		return list(store::findPendingLogins, limit);
	}

	private static void save(TokenStore store, String account, @Nullable PendingLogin login) {
		store.updatePendingLogin(account, (present) -> login);
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
