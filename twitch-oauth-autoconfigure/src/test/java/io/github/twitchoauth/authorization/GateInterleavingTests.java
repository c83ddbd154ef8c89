package io.github.twitchoauth.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.authorization.GateWorld.Kept;
import io.github.twitchoauth.authorization.GateWorld.Start;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes through the interleavings of operations on one account, in one process and in
 * several that share a store. Which order threads run in is decided by the
 * {@link Conductor}, what must hold by {@link GateHistory} and {@link GateWorld}. Run
 * with the profile {@code soak} to allow more interruptions of threads, and for larger
 * samples.
 */
class GateInterleavingTests {

	private static final Log logger = LogFactory.getLog("interleavings");

	private static final boolean SOAK = Boolean.getBoolean("soak");

	private static final int LIMIT = 1_000_000;

	private static final int SAMPLE = -1;

	private static final int SAMPLE_SIZE = SOAK ? 2_000 : 5;

	private static final List<String> OPERATIONS = List.of("refresh", "refresh too", "refresh elsewhere", "get",
			"revoke", "forget", "forget elsewhere", "log in", "restore", "validate");

	private static final List<String> REFRESHES = List.of("refresh", "refresh elsewhere", "refresh yonder");

	private static final Set<String> LOGOUTS = Set.of("revoke", "forget");

	@BeforeEach
	void setUp() {
		setLogLevel(LogLevel.OFF);
	}

	@AfterEach
	void tearDown() {
		setLogLevel(null);
		VirtualTimeScheduler.reset();
	}

	@Test
	void pairsWhenTokenIsRefused() {
		explore("Pairs", pairs(), SOAK ? 2 : 1, new Start(true, true, false, 0, 0));
	}

	@Test
	void pairsWhenTokenHasExpired() {
		explore("Pairs, expired", pairs(), SOAK ? 2 : 1, new Start(true, true, true, 0, 0));
	}

	@Test
	void pairsWhenTokenIsNotLoaded() {
		explore("Pairs, not loaded", pairs(), SOAK ? 2 : 1, new Start(false, true, true, 0, 0));
	}

	@Test
	void pairsWhenTokenIsAlive() {
		explore("Pairs, alive", pairs(), SOAK ? 2 : 1, new Start(true, false, false, 0, 0));
	}

	@Test
	void pairsWhenAnAnswerIsLost() {
		explore("Pairs, answer lost", pairs(), SOAK ? 1 : 0, new Start(true, true, false, 1, 0));
	}

	@Test
	void pairsInTwoProcessesWhenTokenIsAliveAndAnAnswerIsLost() {
		explore("Pairs in two processes, alive, answer lost", pairs(true), SOAK ? 1 : 0,
				new Start(true, false, false, 1, 0));
	}

	@Test
	void pairsWhenTheStoreFails() {
		explore("Pairs, store fails", pairs(false), SOAK ? 2 : 0, new Start(true, true, false, 0, 1));
	}

	@Test
	void pairsInTwoProcessesWhenTheStoreFails() {
		explore("Pairs in two processes, store fails", pairs(true), SOAK ? 1 : 0, new Start(true, true, false, 0, 1));
	}

	@Test
	void triplesWhenTokenIsRefused() {
		explore("Triples", triples(), SAMPLE, new Start(true, true, false, 0, 0));
	}

	@Test
	void triplesWhenTokenIsNotLoaded() {
		explore("Triples, not loaded", triples(), SAMPLE, new Start(false, true, true, 0, 0));
	}

	@Test
	void triplesWhenTokenIsAliveAndAnAnswerIsLost() {
		explore("Triples, alive, answer lost", triples(), SAMPLE, new Start(true, false, false, 1, 0));
	}

	@Test
	void refreshesOfThreeProcessesInALockedRow() {
		explore("Refreshes in a locked row", inThreeProcesses(), SAMPLE,
				new Start(true, true, false, 0, 0, Kept.IN_LOCKED_ROW));
	}

	@Test
	void refreshesOfThreeProcessesInALockedRowWhenTheStoreFails() {
		explore("Refreshes in a locked row, store fails", inThreeProcesses(), SAMPLE,
				new Start(true, true, false, 0, 1, Kept.IN_LOCKED_ROW));
	}

	@Test
	void refreshesOfThreeProcessesInAClaimedRowWhenTheStoreFails() {
		explore("Refreshes in a claimed row, store fails", inThreeProcesses(), SAMPLE,
				new Start(true, true, false, 0, 1, Kept.IN_CLAIMED_ROW));
	}

	@Test
	void twoRefreshesInALockedRowWhenTheStoreFails() {
		explore("Two refreshes in a locked row, store fails", List.of(List.of("refresh", "refresh elsewhere")),
				SOAK ? 2 : 0, new Start(true, true, false, 0, 1, Kept.IN_LOCKED_ROW));
	}

	@Test
	void twoRefreshesInAClaimedRowWhenTheStoreFails() {
		explore("Two refreshes in a claimed row, store fails", List.of(List.of("refresh", "refresh elsewhere")),
				SOAK ? 2 : 0, new Start(true, true, false, 0, 1, Kept.IN_CLAIMED_ROW));
	}

	private static void setLogLevel(@Nullable LogLevel level) {
		LoggingSystem.get(GateInterleavingTests.class.getClassLoader())
			.setLogLevel(TwitchTokenManager.class.getPackageName(), level);
	}

	private static void explore(String name, List<List<String>> combinations, int preemptions, Start start) {
		long begin = System.nanoTime();
		int runs = 0;
		for (List<String> operations : combinations) {
			runs += explore(operations, preemptions, start);
		}
		logger.info(String.format("%s: %d combinations in %d interleavings (%s), %d ms", name, combinations.size(),
				runs, (preemptions != SAMPLE) ? "all with at most " + preemptions + " preemptions" : "a sample",
				(System.nanoTime() - begin) / 1_000_000));
		assertThat(runs).isGreaterThan(combinations.size());
	}

	private static int explore(List<String> operations, int preemptions, Start start) {
		boolean loggedOut = operations.stream().anyMatch(LOGOUTS::contains) && !operations.contains("log in")
				&& !start.isFaulty() && start.kept() == Kept.IN_FILE;
		try {
			Conductor.Piece piece = (conductor) -> {
				GateWorld world = new GateWorld(conductor, start);
				operations.forEach(world::begin);
				return () -> world.end(loggedOut);
			};
			return (preemptions != SAMPLE) ? Conductor.explore(preemptions, LIMIT, piece)
					: Conductor.sample(SAMPLE_SIZE, piece);
		}
		catch (AssertionError ex) {
			throw new AssertionError(operations + ", " + start + ": " + ex.getMessage());
		}
	}

	private static List<List<String>> pairs() {
		List<List<String>> pairs = new ArrayList<>();
		for (int i = 0; i < OPERATIONS.size(); i++) {
			for (int j = i + 1; j < OPERATIONS.size(); j++) {
				pairs.add(List.of(OPERATIONS.get(i), OPERATIONS.get(j)));
			}
		}
		return pairs;
	}

	private static List<List<String>> pairs(boolean inTwoProcesses) {
		return pairs().stream()
			.filter((
					operations) -> operations.stream().anyMatch((name) -> name.endsWith("elsewhere")) == inTwoProcesses)
			.toList();
	}

	// Each with two refreshes in different processes.
	private static List<List<String>> inThreeProcesses() {
		List<List<String>> combinations = new ArrayList<>();
		combinations.add(REFRESHES);
		for (String left : REFRESHES) {
			List<String> refreshes = REFRESHES.stream().filter((name) -> !name.equals(left)).toList();
			OPERATIONS.stream()
				.filter((operation) -> !REFRESHES.contains(operation))
				.forEach((operation) -> combinations.add(List.of(refreshes.get(0), refreshes.get(1), operation)));
		}
		return combinations;
	}

	private static List<List<String>> triples() {
		List<List<String>> triples = new ArrayList<>();
		for (List<String> pair : pairs()) {
			OPERATIONS.stream()
				.skip(OPERATIONS.indexOf(pair.get(1)) + 1)
				.forEach((third) -> triples.add(List.of(pair.get(0), pair.get(1), third)));
		}
		return triples;
	}

}
