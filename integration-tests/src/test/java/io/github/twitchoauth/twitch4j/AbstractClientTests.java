package io.github.twitchoauth.twitch4j;

import java.util.List;

import io.github.twitchoauth.test.EventSubSubscription;
import io.github.twitchoauth.test.MockTwitch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Starts a {@link MockTwitch} for each test, and sees that it was not misused.
 */
abstract class AbstractClientTests {

	protected MockTwitch twitch;

	@BeforeEach
	void startTwitch() {
		this.twitch = MockTwitch.start();
	}

	@AfterEach
	void stopTwitch() {
		this.twitch.assertNoMisuse();
		this.twitch.close();
	}

	final List<EventSubSubscription> enabled() {
		return this.twitch.eventSub().getSubscriptions().stream().filter(EventSubSubscription::isEnabled).toList();
	}

}
