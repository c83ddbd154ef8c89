package io.github.twitchoauth.lifecycle;

import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeepAlive}.
 */
class KeepAliveTests {

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	private final KeepAlive keepAlive = new KeepAlive();

	@AfterEach
	void close() {
		this.keepAlive.close();
	}

	@Test
	void acquireWhenNothingIsHeldYetThenStartsOneNonDaemonThread() {
		assertThat(threads()).isEmpty();
		this.keepAlive.acquire();
		assertThat(threads()).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isFalse());
	}

	@Test
	void acquireWhenHeldAlreadyThenOneThreadIsEnough() {
		for (int i = 0; i < 100; i++) {
			this.keepAlive.acquire();
		}
		assertThat(threads()).hasSize(1);
	}

	@Test
	void releaseWhenOthersStillHoldThenThreadStays() throws InterruptedException {
		this.keepAlive.acquire();
		this.keepAlive.acquire();
		Thread thread = threads().get(0);
		this.keepAlive.release();
		thread.join(100);
		assertThat(thread.isAlive()).isTrue();
		this.keepAlive.release();
		expectNoThread();
	}

	@Test
	void acquireWhenReleasedBeforeThenThreadComesAgain() {
		this.keepAlive.acquire();
		this.keepAlive.release();
		expectNoThread();
		this.keepAlive.acquire();
		assertThat(threads()).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isFalse());
	}

	@Test
	void acquireWhenReleasedAMomentAgoThenThreadIsThereWheneverHeld() {
		for (int i = 0; i < 5_000; i++) {
			this.keepAlive.acquire();
			this.keepAlive.release();
		}
		this.keepAlive.acquire();
		Awaitility.await().untilAsserted(() -> assertThat(threads()).hasSize(1));
		this.keepAlive.release();
		expectNoThread();
	}

	@Test
	void closeWhenHeldThenThreadEnds() {
		this.keepAlive.acquire();
		this.keepAlive.close();
		expectNoThread();
	}

	@Test
	void acquireWhenClosedThenStartsNoThread() {
		this.keepAlive.close();
		this.keepAlive.acquire();
		assertThat(threads()).isEmpty();
	}

	@Test
	void acquireWhenThreadWasInterruptedThenThreadComesAgain() {
		this.keepAlive.acquire();
		threads().get(0).interrupt();
		expectNoThread();
		this.keepAlive.acquire();
		assertThat(threads()).hasSize(1);
	}

	private void expectNoThread() {
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("twitch-oauth-keep-alive") && !this.before.contains(thread))
			.toList();
	}

}
