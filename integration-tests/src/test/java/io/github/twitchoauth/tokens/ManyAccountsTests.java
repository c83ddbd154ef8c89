package io.github.twitchoauth.tokens;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.integration.TestApplication;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand accounts made up at run time, one per end user.
 */
class ManyAccountsTests {

	private static final int ACCOUNTS = 10_000;

	/**
	 * Fewer, because ten of them take a second.
	 */
	private static final int VALIDATED_ACCOUNTS = 50;

	private static final int MAX_NEW_THREADS = 10;

	// Twice what is found when the code has been optimized, which tests are too short
	// for.
	private static final int MAX_BYTES = 3 * 1_024;

	private static final int MAX_BYTES_WITH_TOKEN = 4 * 1_024;

	private static final int A_FEW = 4;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private final ValidationServer validation = new ValidationServer();

	private final TokenStore store = new InMemoryTokenStore();

	@AutoClose
	private TestApplication application;

	@Test
	void getTokenWhenThereAreTenThousandAccountsThenTakesNoThreadsAndLittleMemory(TestReporter reporter) {
		start();
		this.store.save("warm-up", token(-1));
		this.application.tokens().getToken("warm-up").block(TestApplication.PATIENCE);
		long threads = threads();
		long empty = usedHeap();
		fillStore(ACCOUNTS);
		long stored = usedHeap();
		getAllTokens(ACCOUNTS);
		awaitFewerThreadsThan(threads + MAX_NEW_THREADS);
		long managed = usedHeap();
		reporter.publishEntry("bytes per account without its token", String.valueOf((managed - stored) / ACCOUNTS));
		reporter.publishEntry("bytes per account with its token", String.valueOf((managed - empty) / ACCOUNTS));
		assertThat((managed - stored) / ACCOUNTS).isLessThan(MAX_BYTES);
		assertThat((managed - empty) / ACCOUNTS).isLessThan(MAX_BYTES_WITH_TOKEN);
		getAllTokens(ACCOUNTS);
	}

	@Test
	void validationWhenManyAccountsAreDueThenAsksForFewAtATime() {
		start("twitch.oauth.validation.interval=30s",
				"twitch.oauth.provider.validation-uri=" + this.validation.getUri());
		fillStore(VALIDATED_ACCOUNTS);
		long threads = threads();
		getAllTokens(VALIDATED_ACCOUNTS);
		Awaitility.await()
			.atMost(TestApplication.PATIENCE)
			.until(() -> this.validation.getTokenCount() == VALIDATED_ACCOUNTS);
		assertThat(this.validation.getMostAtATime()).isBetween(2, A_FEW);
		awaitFewerThreadsThan(threads + MAX_NEW_THREADS);
	}

	private void start(String... properties) {
		this.application = TestApplication.start(this.twitch.getBaseUrl(), this.store, properties);
	}

	private void fillStore(int accounts) {
		IntStream.range(0, accounts).forEach((number) -> this.store.save("user-" + number, token(number)));
	}

	private static TwitchToken token(int number) {
		return new TwitchToken("access-token-of-30-chars-%05d".formatted(number),
				"refresh-token-with-fifty-characters-in-all--%06d".formatted(number), Set.of(),
				Instant.now().plus(Duration.ofHours(4)), "1", "twitchdev");
	}

	private void getAllTokens(int accounts) {
		Long count = Flux.range(0, accounts)
			.flatMap((number) -> this.application.tokens().getToken("user-" + number), accounts)
			.count()
			.block(TestApplication.PATIENCE);
		assertThat(count).isEqualTo(accounts);
	}

	private static void awaitFewerThreadsThan(long limit) {
		Awaitility.await()
			.atMost(TestApplication.PATIENCE)
			.untilAsserted(() -> assertThat(threads()).isLessThan(limit));
	}

	// MockTwitch's and the validation server's own threads run in the same JVM.
	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> !name.startsWith("qtp") && !name.startsWith("validation-server"))
			.count();
	}

	private static long usedHeap() {
		return LongStream.generate(() -> {
			System.gc();
			return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}).limit(3).min().orElseThrow();
	}

}
