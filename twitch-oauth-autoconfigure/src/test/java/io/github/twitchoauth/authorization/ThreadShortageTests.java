package io.github.twitchoauth.authorization;

import java.time.Duration;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.authorization.UnreliableStore.Failure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when there are no threads to be had.
 */
class ThreadShortageTests extends AbstractTokenManagerTests {

	@Test
	void refreshWhenThereIsNoThreadThenFailsAndTheNextOneWorks() {
		loaded();
		this.requestThreads.runOut(1);
		assertThat(failure(this.manager.refresh(ACCOUNT, "at-1"))).isNotNull();
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
	}

	@Test
	void saveWhenThereIsNoThreadThenTriesAgain() {
		loaded();
		this.store.fail(Failure.NOT_WRITTEN);
		this.storeThreads.runOut(2);
		this.manager.refresh(ACCOUNT, "at-1").block(LIMIT);
		// Reactor reports a rejection to the handler of uncaught exceptions too.
		Awaitility.await().dontCatchUncaughtExceptions().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return this.store.find(ACCOUNT).accessToken().equals("at-2");
		});
		assertThat(this.storeThreads.shortage()).isZero();
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

}
