package io.github.twitchoauth.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tenure}.
 */
class TenureTests {

	@Test
	void endWhenItIsActedOnThenAnotherThreadMayEndItMeanwhile() {
		Tenure tenure = Tenure.forEver();
		AtomicBoolean done = new AtomicBoolean();
		tenure.whenOver().subscribe(null, null, () -> done.set(endsElsewhere(tenure)));
		tenure.end();
		assertThat(done).isTrue();
		assertThat(tenure.isHeld()).isFalse();
	}

	private static boolean endsElsewhere(Tenure tenure) {
		CountDownLatch ended = new CountDownLatch(1);
		CompletableFuture.runAsync(tenure::end).thenRun(ended::countDown);
		try {
			return ended.await(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
