package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link MockTwitch} does not keep a JVM alive.
 */
class MockTwitchThreadTests {

	@Test
	void startWhenUsedThenHasDaemonThreadsOnly() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (MockTwitch twitch = MockTwitch.start()) {
			twitch.eventSub().getUri();
			twitch.on(Endpoint.DEVICE).next(1).respond(Fault.delay(Duration.ofMillis(10)));
			new TestApplication(twitch).code("");
			Set<Thread> after = Thread.getAllStackTraces().keySet();
			after.removeAll(before);
			assertThat(after).isNotEmpty().allMatch(Thread::isDaemon);
		}
	}

}
