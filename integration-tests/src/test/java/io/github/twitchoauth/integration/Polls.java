package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assertions on how often and when a server was asked.
 */
final class Polls {

	private Polls() {
	}

	/**
	 * Assert that this many requests came, each this long after the one before.
	 * @param requests when they came
	 * @param gaps the least time between two of them
	 */
	static void assertGaps(List<Instant> requests, Duration... gaps) {
		assertThat(requests).hasSize(gaps.length + 1);
		for (int i = 0; i < gaps.length; i++) {
			assertThat(Duration.between(requests.get(i), requests.get(i + 1))).as("gap %d of %s", i, requests)
				.isGreaterThanOrEqualTo(gaps[i]);
		}
	}

	/**
	 * Assert that no more requests come, except one that is on its way already.
	 * @param count tells how many requests came
	 * @param howLong how long to watch
	 * @throws Exception if counting fails
	 */
	static void assertNoMore(Callable<Long> count, Duration howLong) throws Exception {
		long most = count.call() + 1;
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.during(howLong)
			.atMost(howLong.plusSeconds(5))
			.untilAsserted(() -> assertThat(count.call()).isLessThanOrEqualTo(most));
	}

}
