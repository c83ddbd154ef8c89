package io.github.twitchoauth.test.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.twitchoauth.store.ClientTokenStore;
import io.github.twitchoauth.store.DueAccounts;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.store.ValidationStorage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TokenStoreContract} that is about which process validates which
 * token next.
 */
abstract class ValidationContract extends TokenStoreFixture {

	private static final String CLIENT = "us";

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(500);

	private static final int MANY = 250;

	@Test
	void takeWhenTokenHasJustBeenStoredThenIsNotDueYet() {
		ValidationStorage validations = openValidations();
		store(List.of("a"));
		Assertions.assertThat(validations.take(CLIENT, 10, LONG)).isEqualTo(new DueAccounts(List.of(), Duration.ZERO));
	}

	@Test
	void takeWhenDueThenOnlyOneTakesIt() {
		ValidationStorage validations = openDue(List.of("a", "b", "c"));
		List<String> first = validations.take(CLIENT, 2, LONG).accounts();
		Assertions.assertThat(first).hasSize(2);
		List<String> second = openValidations().take(CLIENT, 2, LONG).accounts();
		Assertions.assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
		Assertions.assertThat(validations.take(CLIENT, 2, LONG).accounts()).isEmpty();
	}

	@Test
	void takeWhenSomeAreDueForLongerThenTakesThoseFirst() {
		ValidationStorage validations = openDue(List.of("a"));
		for (String later : List.of("b", "c")) {
			store(List.of(later));
			validations.schedule(CLIENT, Map.of(later, Duration.ZERO));
			pass(Duration.ofMillis(10));
		}
		Assertions.assertThat(validations.take(CLIENT, 1, LONG).accounts()).containsExactly("a");
		Assertions.assertThat(validations.take(CLIENT, 1, LONG).accounts()).containsExactly("b");
	}

	@Test
	void takeWhenWhatWasTakenIsNotScheduledThenIsDueAgainAndMoreOverdue() {
		ValidationStorage validations = openDue(List.of("a"));
		validations.take(CLIENT, 10, SHORT);
		pass(SHORT);
		DueAccounts again = validations.take(CLIENT, 10, LONG);
		Assertions.assertThat(again.accounts()).containsExactly("a");
		Assertions.assertThat(again.overdue()).isBetween(SHORT, SOON);
		pass(SHORT);
		Assertions.assertThat(validations.take(CLIENT, 10, LONG).overdue()).isBetween(SHORT.multipliedBy(2), SOON);
	}

	@Test
	void scheduleWhenTakenThenIsDueWhenItIsSaid() {
		ValidationStorage validations = openDue(List.of("a", "b"));
		validations.take(CLIENT, 10, LONG);
		validations.schedule(CLIENT, Map.of("a", SHORT, "b", LONG));
		Assertions.assertThat(validations.take(CLIENT, 10, LONG)).isEqualTo(new DueAccounts(List.of(), Duration.ZERO));
		pass(SHORT);
		Assertions.assertThat(validations.take(CLIENT, 10, LONG).accounts()).containsExactly("a");
	}

	@Test
	void scheduleWhenThereIsNoTokenThenIsNeverDue() {
		ValidationStorage validations = openDue(List.of("removed"));
		openStore().find("none");
		store().remove("removed");
		Assertions.assertThat(validations.schedule(CLIENT, Map.of("none", Duration.ZERO, "removed", Duration.ZERO)))
			.isEmpty();
		pass(Duration.ofMillis(10));
		Assertions.assertThat(validations.take(CLIENT, 10, LONG)).isEqualTo(new DueAccounts(List.of(), Duration.ZERO));
	}

	@Test
	void saveWhenTokenReplacesAnotherThenIsDueAsBefore() {
		ValidationStorage validations = openDue(List.of("a"));
		store().save("a", CountingTokens.token(2));
		Assertions.assertThat(validations.take(CLIENT, 10, LONG).accounts()).containsExactly("a");
		store().save("a", CountingTokens.token(3));
		Assertions.assertThat(validations.take(CLIENT, 10, LONG).accounts()).isEmpty();
	}

	@Test
	void takeWhenTokenIsBeingReplacedThenWaitsForNothing() {
		ValidationStorage validations = openDue(List.of("a", "b"));
		store().update("a", (token) -> {
			Future<?> others = executor().submit(() -> {
				ValidationStorage other = openValidations();
				Assertions.assertThat(other.take(CLIENT, 10, LONG).accounts()).contains("b");
				Assertions.assertThat(other.schedule(CLIENT, Map.of("a", LONG, "b", LONG))).isSubsetOf("a");
			});
			Assertions.assertThat(others).succeedsWithin(SOON);
			return token;
		});
	}

	@Test
	void takeWhenSeveralCompeteThenEachIsTakenOnce() {
		List<String> accounts = IntStream.range(0, MANY).mapToObj((i) -> "account-" + i).toList();
		openDue(accounts);
		List<Future<List<String>>> takers = IntStream.range(0, 4)
			.mapToObj((i) -> executor().submit(this::takeAll))
			.toList();
		Assertions.assertThat(takers.stream().map(ValidationContract::get).flatMap(Collection::stream))
			.containsExactlyInAnyOrderElementsOf(accounts);
	}

	// One that is passed over because others look at it is there the next time.
	private List<String> takeAll() {
		ValidationStorage validations = openValidations();
		List<String> all = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			all.addAll(validations.take(CLIENT, 10, LONG).accounts());
		}
		return all;
	}

	@Test
	void takeWhenNamesAreOddThenAreWhatTheyWere() {
		List<String> odd = new ArrayList<>(new HashSet<>(oddNames()));
		Assertions.assertThat(openDue(odd).take(CLIENT, 100, LONG).accounts()).containsExactlyInAnyOrderElementsOf(odd);
	}

	@Test
	void takeWhenClientsShareTheStoreThenTakesOwnOnly() {
		openDue(List.of("both", "ours"));
		ClientTokenStore them = new ClientTokenStore(openStore(), "them");
		List.of("both", "theirs").forEach((account) -> them.save(account, CountingTokens.token(1)));
		ValidationStorage theirs = them.validations().orElseThrow();
		theirs.schedule("them", Map.of("both", Duration.ZERO, "theirs", Duration.ZERO));
		pass(Duration.ofMillis(10));
		Assertions.assertThat(theirs.take("them", 10, LONG).accounts()).containsExactlyInAnyOrder("both", "theirs");
		Assertions.assertThat(openValidations().take(CLIENT, 10, LONG).accounts())
			.containsExactlyInAnyOrder("both", "ours");
	}

	private ValidationStorage openDue(List<String> accounts) {
		ValidationStorage validations = openValidations();
		store(accounts);
		validations.schedule(CLIENT,
				accounts.stream().collect(Collectors.toMap(Function.identity(), (account) -> Duration.ZERO)));
		pass(Duration.ofMillis(10));
		return validations;
	}

	private void store(List<String> accounts) {
		TokenStore store = store();
		accounts.forEach((account) -> store.save(account, CountingTokens.token(1)));
	}

	private TokenStore store() {
		return new ClientTokenStore(openStore(), CLIENT);
	}

	private ValidationStorage openValidations() {
		Optional<ValidationStorage> validations = store().validations();
		Assumptions.assumeTrue(validations.isPresent(), "Each process validates the tokens that it uses");
		return validations.orElseThrow();
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
