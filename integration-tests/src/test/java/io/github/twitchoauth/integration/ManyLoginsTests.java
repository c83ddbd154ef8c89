package io.github.twitchoauth.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pending logins in great number.
 */
class ManyLoginsTests {

	private static final int LOGINS = 10_000;

	private static final int MAX_NEW_THREADS = 10;

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private final TestApplication application = TestApplication.start(this.twitch.getBaseUrl());

	private final AtomicInteger failed = new AtomicInteger();

	@BeforeEach
	void warmUp() {
		this.twitch.approveNext("twitchdev");
		this.twitch.setInterval(Duration.ofMillis(100));
		this.application.flow().authorize().block(TestApplication.PATIENCE);
	}

	@Test
	void pollForAuthorizationWhenThousandsArePendingThenHoldsNoThreads() {
		long threads = applicationThreads();
		long polls = this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN);
		for (int i = 0; i < LOGINS; i++) {
			poll(i).subscribe((token) -> {
			}, (error) -> this.failed.incrementAndGet());
		}
		assertThat(applicationThreads()).isLessThan(threads + MAX_NEW_THREADS);
		assertThat(this.failed).hasValue(0);
		Instant start = Instant.now();
		this.application.close();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
		assertThat(this.failed).hasValue(LOGINS);
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN)).isEqualTo(polls);
	}

	private Mono<?> poll(int number) {
		return this.application.flow()
			.forAccount("user-" + number)
			.pollForAuthorization("device-code-" + number, Duration.ofMinutes(30), Duration.ofMinutes(1));
	}

	// MockTwitch's own threads run in the same JVM.
	private static long applicationThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.getName().startsWith("qtp"))
			.count();
	}

}
