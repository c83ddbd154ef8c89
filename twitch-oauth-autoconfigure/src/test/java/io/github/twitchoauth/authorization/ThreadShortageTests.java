package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when there are no threads to be had.
 */
class ThreadShortageTests extends AbstractTokenManagerTests {

	private final AtomicInteger shortage = new AtomicInteger();

	@Test
	void refreshWhenThereIsNoThreadThenFailsAndTheNextOneWorks() {
		loaded();
		runOutOf("requestScheduler", 1);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isNotNull();
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void saveWhenThereIsNoThreadThenTriesAgain() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		runOutOf("storeScheduler", 2);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		// Reactor reports a rejection to the handler of uncaught exceptions too.
		Awaitility.await().dontCatchUncaughtExceptions().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return this.store.find(ACCOUNT).accessToken().equals("at-2");
		});
		assertThat(this.shortage).hasValue(0);
	}

	@Test
	void getTokenWhenManyRefreshesHangThenAnotherAccountIsServed() {
		Sinks.Empty<Void> answers = Sinks.empty();
		this.store.save("other", this.twitch.logIn());
		for (int i = 0; i < 300; i++) {
			TwitchToken token = this.twitch.logIn();
			this.store.save("user-" + i, token);
			this.twitch.fault("refresh", FakeTwitch.waitsFor(answers.asMono()));
			this.manager.refresh("user-" + i, token.accessToken()).onErrorResume((error) -> Mono.empty()).subscribe();
		}
		Awaitility.await().until(() -> this.twitch.requests("refresh").size() >= 256);
		assertThat(this.manager.getToken("other").block(LIMIT).accessToken()).isEqualTo("at-1");
		answers.tryEmitEmpty();
	}

	private void runOutOf(String scheduler, int times) {
		this.shortage.set(times);
		Executor threads = Executors.newCachedThreadPool();
		ReflectionTestUtils.setField(this.lifecycle, scheduler, Schedulers.fromExecutor((task) -> {
			if (this.shortage.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
				throw new RejectedExecutionException("unable to create native thread");
			}
			threads.execute(task);
		}));
	}

}
