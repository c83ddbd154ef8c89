package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.events.StreamOnlineEvent;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that write down what they are told.
 */
final class Received {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	void add(String line) {
		this.lines.add(line);
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

	void await(String... expected) {
		ClientApplication.eventually(() -> assertThat(lines()).containsExactlyInAnyOrder(expected));
	}

	/**
	 * Listens to follows, with the account.
	 */
	static class Follows {

		final Received received = new Received();

		@EventListener
		void onFollow(EventSubNotification<ChannelFollowEvent> notification) {
			this.received.add(notification.getAccount() + ": " + notification.getPayload().getUserLogin());
		}

	}

	/**
	 * Listens to chat, and waits with the first message for a follow.
	 */
	static class SlowChat {

		final Received received = new Received();

		private final CountDownLatch follow = new CountDownLatch(1);

		@EventListener
		void onMessage(ChannelChatMessageEvent event) throws InterruptedException {
			if (event.getMessage().getText().equals("1")) {
				this.follow.await();
			}
			this.received.add(event.getMessage().getText() + (Schedulers.isInNonBlockingThread() ? " blocked" : ""));
			if (event.getMessage().getText().equals("2")) {
				throw new IllegalStateException("A listener that fails");
			}
		}

		@EventListener(ChannelFollowEvent.class)
		void onFollow() {
			this.received.add("follow");
			this.follow.countDown();
		}

	}

	/**
	 * Listens to follows twice, and throws the first time.
	 */
	static class OneThrows {

		final Received received = new Received();

		@Order(1)
		@EventListener(ChannelFollowEvent.class)
		void first() {
			this.received.add("first");
			throw new IllegalStateException("A listener that fails");
		}

		@Order(2)
		@EventListener
		void second(ChannelFollowEvent event) {
			this.received.add(event.getUserLogin());
		}

	}

	/**
	 * Listens to events that are not about what the account does itself.
	 */
	static class Streams {

		final Received received = new Received();

		@EventListener
		void onOnline(StreamOnlineEvent event) {
			this.received.add("online " + event.getBroadcasterUserLogin());
		}

		@EventListener
		void onRaid(ChannelRaidEvent event) {
			this.received.add("raid " + event.getFromBroadcasterUserLogin() + " " + event.getViewers());
		}

	}

}
