package io.github.twitchoauth.twitch4j;

import java.util.concurrent.CountDownLatch;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.event.AuthenticatedEvent;

import org.springframework.context.event.EventListener;

/**
 * Does not return from the first event until it is told to.
 */
class StuckListener {

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile boolean stuck;

	@EventListener
	void onAuthenticated(AuthenticatedEvent event) throws InterruptedException {
		this.stuck = true;
		this.end.await();
	}

	@EventListener
	void onFollow(ChannelFollowEvent event) {
	}

	boolean isStuck() {
		return this.stuck;
	}

	void goOn() {
		this.end.countDown();
	}

}
