package io.github.twitchoauth.test.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.LeaseGrant;
import io.github.twitchoauth.store.LeaseStorage;
import io.github.twitchoauth.store.TokenStore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TokenStoreContract} that is about what processes that share a store
 * know of each other.
 */
abstract class LeaseContract extends ValidationContract {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(500);

	@Test
	void takeWhenFreeThenOnlyTheFirstOwnerHasIt() {
		LeaseStorage first = openLeases();
		LeaseStorage second = openLeases();
		Assertions.assertThat(first.take(List.of("a"), "me", LONG)).containsExactly(new LeaseGrant("a", null));
		Assertions.assertThat(second.take(List.of("a"), "you", LONG)).isEmpty();
		Assertions.assertThat(names(second.take(List.of("a", "b"), "you", LONG))).containsExactly("b");
		Assertions.assertThat(names(first.take(List.of("a"), "me", LONG))).containsExactly("a");
	}

	@Test
	void takeWhenNotRenewedThenAnotherOwnerHasIt() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a"), "me", SHORT);
		Assertions.assertThat(leases.take(List.of("a"), "you", LONG)).isEmpty();
		pass(SHORT);
		LeaseGrant grant = leases.take(List.of("a"), "you", LONG).get(0);
		Assertions.assertThat(grant.vacancy()).isBetween(SHORT, SOON);
		Assertions.assertThat(leases.renew(served("a"), "me")).isEmpty();
		Assertions.assertThat(leases.renew(served("a"), "you")).containsExactly("a");
	}

	@Test
	void renewWhenInTimeThenNobodyElseTakesIt() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a", "b"), "me", SHORT.multipliedBy(4));
		for (int i = 0; i < 6; i++) {
			pass(SHORT);
			Assertions.assertThat(leases.renew(served("a", "b"), "me")).containsExactlyInAnyOrder("a", "b");
		}
		Assertions.assertThat(leases.take(List.of("a", "b"), "you", LONG)).isEmpty();
	}

	@Test
	void renewWhenExpiredThenTheOwnerMustTakeItAgain() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a"), "me", SHORT);
		leases.take(List.of("b"), "me", LONG);
		pass(SHORT);
		Assertions.assertThat(leases.renew(served("a", "b"), "me")).containsExactly("b");
		LeaseGrant grant = leases.take(List.of("a"), "me", LONG).get(0);
		Assertions.assertThat(grant.vacancy()).isBetween(SHORT, SOON);
		Assertions.assertThat(leases.renew(served("a", "b"), "me")).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void releaseWhenOwnThenAnotherOwnerTakesItAtOnce() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a", "b"), "me", LONG);
		leases.release(served("a", "never-taken"), "me");
		List<LeaseGrant> taken = leases.take(List.of("a", "b"), "you", LONG);
		Assertions.assertThat(names(taken)).containsExactly("a");
		Assertions.assertThat(taken.get(0).vacancy()).isBetween(Duration.ZERO, SOON);
		Assertions.assertThat(leases.renew(served("a", "b"), "me")).containsExactly("b");
	}

	@Test
	void releaseWhenAnotherOwnersThenIsLeftAlone() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a"), "me", LONG);
		leases.release(served("a"), "you");
		Assertions.assertThat(leases.take(List.of("a"), "you", LONG)).isEmpty();
	}

	@Test
	void takeWhenTheHoldersHaveNotRenewedThenTheVacancyBeginsBeforeThem() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a"), "me", SHORT);
		pass(SHORT);
		Assertions.assertThat(leases.take(List.of("a"), "you", SHORT)).hasSize(1);
		pass(SHORT);
		LeaseGrant grant = leases.take(List.of("a"), "another", LONG).get(0);
		Assertions.assertThat(grant.vacancy()).isBetween(SHORT.multipliedBy(2), SOON);
	}

	@Test
	void renewWhenNotServedThenTheVacancyBeginsWhenItWasServedLast() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a", "b"), "me", LONG);
		leases.renew(Map.of("a", Duration.ofMinutes(10), "b", Duration.ZERO), "me");
		List<LeaseGrant> taken = leases.take(List.of("a", "b"), "me", LONG);
		Assertions.assertThat(vacancy(taken, "a")).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plus(SOON));
		Assertions.assertThat(vacancy(taken, "b")).isLessThan(SOON);
		leases.renew(served("a"), "me");
		Assertions.assertThat(vacancy(leases.take(List.of("a"), "me", LONG), "a")).isLessThan(SOON);
	}

	@Test
	void releaseWhenNotServedThenTheVacancyBeginsWhenItWasServedLast() {
		LeaseStorage leases = openLeases();
		leases.take(List.of("a", "b"), "me", LONG);
		leases.release(Map.of("a", Duration.ofMinutes(10), "b", Duration.ZERO), "me");
		List<LeaseGrant> taken = leases.take(List.of("a", "b"), "you", LONG);
		Assertions.assertThat(vacancy(taken, "a")).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plus(SOON));
		Assertions.assertThat(vacancy(taken, "b")).isLessThan(SOON);
	}

	private static Duration vacancy(List<LeaseGrant> grants, String name) {
		return grants.stream()
			.filter((grant) -> grant.name().equals(name))
			.map(LeaseGrant::vacancy)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void takeWhenSeveralCompeteThenEachLeaseGoesToOne() {
		LeaseStorage leases = openLeases();
		List<String> wanted = IntStream.range(0, 250).mapToObj((i) -> "lease-" + i).toList();
		List<List<LeaseGrant>> taken = IntStream.range(0, 4)
			.mapToObj((i) -> executor().submit(() -> leases.take(wanted, "owner-" + i, LONG)))
			.toList()
			.stream()
			.map(LeaseContract::get)
			.toList();
		Assertions.assertThat(taken.stream().flatMap(Collection::stream).map(LeaseGrant::name))
			.containsExactlyInAnyOrderElementsOf(wanted);
	}

	@Test
	void takeWhenNamesAreOddThenKeepsThemApart() {
		LeaseStorage leases = openLeases();
		Set<String> odd = new HashSet<>(oddNames());
		Assertions.assertThat(names(leases.take(odd, "me", LONG))).containsExactlyInAnyOrderElementsOf(odd);
		Assertions.assertThat(leases.renew(served(odd), "me")).isEqualTo(odd);
		leases.release(served(odd), "me");
		Assertions.assertThat(leases.renew(served(odd), "me")).isEmpty();
	}

	@Test
	void findVersionsWhenTokensChangeThenSoDoTheirVersions() {
		openLeases();
		TokenStore store = new ClientTokenStore(openStore(), "us");
		TokenStore other = new ClientTokenStore(openStore(), "us");
		List<String> names = List.of("bot", "BOT", "other", "none");
		store.save("bot", CountingTokens.token(1));
		store.save("other", CountingTokens.token(1));
		Map<String, Long> before = other.findVersions(names);
		Assertions.assertThat(before).containsOnlyKeys("bot", "other");
		Assertions.assertThat(other.findVersions(names)).isEqualTo(before);
		store.save("bot", CountingTokens.token(2));
		Map<String, Long> changed = other.findVersions(names);
		Assertions.assertThat(changed.get("bot")).isNotEqualTo(before.get("bot"));
		Assertions.assertThat(changed.get("other")).isEqualTo(before.get("other"));
		store.remove("other");
		Assertions.assertThat(other.findVersions(names).get("other")).isNotEqualTo(before.get("other"));
	}

	private LeaseStorage openLeases() {
		Optional<LeaseStorage> leases = openStore().leases();
		Assumptions.assumeTrue(leases.isPresent(), "No other process shares this store");
		return leases.orElseThrow();
	}

	private static Map<String, Duration> served(String... names) {
		return served(List.of(names));
	}

	private static Map<String, Duration> served(Collection<String> names) {
		return names.stream().collect(Collectors.toMap(Function.identity(), (name) -> Duration.ZERO));
	}

	private static List<String> names(List<LeaseGrant> grants) {
		return grants.stream().map(LeaseGrant::name).toList();
	}

	private static <T> T get(Future<T> result) {
		try {
			return result.get(SOON.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// The database tells the time, so it has to pass.
	private static void pass(Duration time) {
		happensWithin(time.plusMillis(20), new CountDownLatch(1));
	}

}
