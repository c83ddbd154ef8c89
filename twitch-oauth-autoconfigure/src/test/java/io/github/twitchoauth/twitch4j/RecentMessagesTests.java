package io.github.twitchoauth.twitch4j;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentMessages}, on virtual time.
 */
class RecentMessagesTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final RecentMessages messages = new RecentMessages();

	@AfterEach
	void reset() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void addWhenWithinTenMinutesThenKnowsItHoweverManyThereAre() {
		assertThat(this.messages.add("first")).isTrue();
		for (int i = 0; i < 100_000; i++) {
			assertThat(this.messages.add("message-" + i)).isTrue();
		}
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(this.messages.add("first")).isFalse();
	}

	@Test
	void addWhenAfterElevenMinutesThenHasForgottenIt() {
		this.messages.add("first");
		this.time.advanceTimeBy(Duration.ofMinutes(11));
		assertThat(this.messages.add("first")).isTrue();
	}

	@Test
	void addWhenThereIsNoIdThenIsNew() {
		assertThat(this.messages.add("")).isTrue();
		assertThat(this.messages.add("")).isTrue();
	}

}
