package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.test.EventSubSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that are slower than events arrive.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class BusyListenerTests extends AbstractClientTests {

	private void chat(int messages) {
		for (int i = 0; i < messages; i++) {
			this.twitch.eventSub().chat("twitchdev", "viewer", String.valueOf(i));
		}
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains("WARN") || line.contains("ERROR"))
			.filter((line) -> line.contains("twitch4j"))
			.toList();
	}

	@Test
	void eventsWhenTheyComeFasterThanTheListenerThenNoneIsLostAndOneWarningNamesIt(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, SlowChat.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			chat(30_000);
			SlowChat chat = application.bean(SlowChat.class);
			ClientApplication.eventually(() -> assertThat(chat.inOrder).hasValue(30_000));
		}
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("'default'", "channel.chat.message",
					"BusyListenerTests.SlowChat.onMessage(ChannelChatMessageEvent)");
		assertThat(output).contains("have caught up");
	}

	@Test
	void eventsWhenTheListenerTakesAllOfThemThenTheWarningNamesIt(CapturedOutput output) {
		try (ClientApplication application = ClientApplication.start(this.twitch, SlowForAll.class,
				"twitch.oauth.twitch4j.subscriptions[0].type=channel.chat.message")) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			chat(12_000);
			ClientApplication.eventually(() -> assertThat(warnings(output)).singleElement()
				.asString()
				.contains("channel.chat.message for BusyListenerTests.SlowForAll.onAny(ChannelChatMessageEvent)")
				.doesNotContain("springframework"));
			application.bean(SlowForAll.class).goOn.countDown();
		}
	}

	@Test
	void eventsWhenTheConnectionEndsAfterwardsThenNoneIsLost() {
		try (ClientApplication application = ClientApplication.start(this.twitch, SlowChat.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			chat(8_000);
			this.twitch.eventSub().closeConnections(4000);
			SlowChat chat = application.bean(SlowChat.class);
			ClientApplication.eventually(() -> assertThat(chat.inOrder).hasValue(8_000));
		}
	}

	@Test
	void connectionWhenTheListenerIsStuckForLongThenIsNotTakenForDead() {
		this.twitch.eventSub().setKeepaliveInterval(Duration.ofMillis(500));
		try (ClientApplication application = ClientApplication.start(this.twitch, StuckChat.class)) {
			application.logIn("default", "twitchdev").await(TwitchClientReadyEvent.class);
			List<EventSubSession> sessions = this.twitch.eventSub().getSessions();
			chat(12_000);
			LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
			StuckChat chat = application.bean(StuckChat.class);
			chat.goOn.countDown();
			ClientApplication.eventually(() -> assertThat(chat.received).hasValue(12_000));
			assertThat(this.twitch.eventSub().getSessions()).isEqualTo(sessions);
		}
	}

	static class SlowChat {

		private final AtomicInteger inOrder = new AtomicInteger();

		@EventListener
		void onMessage(ChannelChatMessageEvent event) {
			LockSupport.parkNanos(100_000);
			if (event.getMessage().getText().equals(this.inOrder.toString())) {
				this.inOrder.incrementAndGet();
			}
		}

	}

	static class SlowForAll {

		private final CountDownLatch goOn = new CountDownLatch(1);

		@EventListener
		void onAny(EventSubNotification<?> notification) throws InterruptedException {
			this.goOn.await();
		}

	}

	static class StuckChat {

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final AtomicInteger received = new AtomicInteger();

		@EventListener(ChannelChatMessageEvent.class)
		void onMessage() throws InterruptedException {
			this.goOn.await();
			this.received.incrementAndGet();
		}

	}

}
