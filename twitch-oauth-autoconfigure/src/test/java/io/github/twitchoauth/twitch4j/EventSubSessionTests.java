package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.twitchoauth.twitch4j.EventSubCounts.Reconnect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventSubSession}, on virtual time.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventSubSessionTests {

	private static final URI BASE = URI.create("wss://eventsub.example.com/ws");

	private final List<FakeSocket> sockets = new ArrayList<>();

	private final List<String> calls = new ArrayList<>();

	private final EventSubCounts counts = new EventSubCounts(Clock.systemUTC());

	private boolean subscribed = true;

	private @Nullable Mono<Void> room;

	private final EventSubSession session = new EventSubSession(new Receiver(), this::connect, BASE,
			new ConnectionReports("default", BASE, new DroppedMessages("default"), this.counts));

	private VirtualTimeScheduler time;

	private Flux<byte[]> connect(URI uri) {
		FakeSocket socket = new FakeSocket(uri);
		this.sockets.add(socket);
		return socket.messages();
	}

	@BeforeEach
	void open() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.session.open();
	}

	@AfterEach
	void reset() {
		VirtualTimeScheduler.reset();
	}

	private FakeSocket socket(int index) {
		assertThat(this.sockets).hasSize(index + 1);
		return this.sockets.get(index);
	}

	@Test
	void openWhenThereIsNoWelcomeThenConnectsAnew() {
		this.time.advanceTimeBy(Duration.ofSeconds(14));
		assertThat(socket(0).isClosed()).isFalse();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.sockets.get(0).isClosed()).isTrue();
		socket(1).welcome("one");
		assertThat(this.calls).containsExactly("ended", "started one");
		assertThat(this.counts.ofReconnects(Reconnect.UNREACHABLE).sum()).isOne();
	}

	@Test
	void keepaliveWhenMissingThenConnectsAnewAndOtherwiseNot() {
		socket(0).welcome("one");
		for (int i = 0; i < 10; i++) {
			this.time.advanceTimeBy(Duration.ofSeconds(10));
			socket(0).send("session_keepalive", "{}");
		}
		this.time.advanceTimeBy(Duration.ofSeconds(14));
		assertThat(socket(0).isClosed()).isFalse();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.sockets.get(0).isClosed()).isTrue();
		socket(1).welcome("two");
		assertThat(this.calls).startsWith("started one").endsWith("ended", "started two");
		assertThat(this.counts.ofReconnects(Reconnect.LOST).sum()).isOne();
		assertThat(this.counts.ofReconnects(Reconnect.REQUESTED).sum()).isZero();
	}

	@Test
	void reconnectWhenWelcomedElsewhereThenTheOldConnectionServesUntilThen() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws?challenge=1");
		this.sockets.get(0).send("notification", "{}");
		assertThat(socket(1).uri()).hasToString("wss://edge.example.com/ws?challenge=1");
		socket(1).welcome("one");
		socket(1).send("notification", "{}");
		assertThat(this.calls).containsExactly("started one", "received notification", "received notification");
	}

	@Test
	void reconnectWhenWelcomedElsewhereThenWhatWasOnItsWayStillArrives() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).welcome("one");
		this.sockets.get(0).send("notification", "{}");
		assertThat(this.calls).containsExactly("started one", "received notification");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.sockets.get(0).isClosed()).isTrue();
		assertThat(socket(1).isClosed()).isFalse();
	}

	@Test
	void reconnectWhenWelcomedElsewhereToAnotherSessionThenTheOldOneHasEnded() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).welcome("two");
		assertThat(this.calls).containsExactly("started one", "ended", "started two");
	}

	@Test
	void reconnectWhenTheOldConnectionEndsAfterwardsThenTheSessionGoesOn() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).welcome("one");
		this.sockets.get(0).reconnect("wss://elsewhere.example.com/ws");
		this.sockets.get(0).end();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(socket(1).isClosed()).isFalse();
		assertThat(this.calls).containsExactly("started one");
	}

	@Test
	void reconnectWhenTheOldConnectionEndsFirstThenTheSessionGoesOn() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		this.sockets.get(0).end();
		socket(1).welcome("one");
		assertThat(this.calls).containsExactly("started one");
	}

	@Test
	void reconnectWhenNobodyIsThereThenTheOldConnectionServesAndItIsTriedAgain() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).end();
		this.sockets.get(0).send("notification", "{}");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(socket(2).uri()).hasToString("wss://edge.example.com/ws");
		socket(2).welcome("one");
		this.sockets.get(0).end();
		socket(2).send("notification", "{}");
		assertThat(this.calls).containsExactly("started one", "received notification", "received notification");
	}

	@Test
	void reconnectWhenNobodyIsThereAndTheOldConnectionEndsThenConnectsAnew() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).end();
		this.sockets.get(0).end();
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.sockets.get(2).uri()).isEqualTo(BASE);
		this.sockets.get(2).welcome("two");
		assertThat(this.calls).containsExactly("started one", "ended", "started two");
	}

	@Test
	void reconnectWhenSentFromPlaceToPlaceThenTakesItsTime() {
		socket(0).welcome("one");
		for (int i = 0; i < 20; i++) {
			FakeSocket last = this.sockets.get(this.sockets.size() - 1);
			last.reconnect("wss://edge.example.com/ws");
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			this.sockets.get(this.sockets.size() - 1).welcome("one");
		}
		assertThat(this.sockets).hasSizeLessThan(10);
		assertThat(this.calls).containsExactly("started one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://eventsub.example.com/ws", "wss://eventsub.example.com.evil.example/ws",
			"wss://user@eventsub.example.com/ws" })
	void reconnectWhenThePlaceIsNotTrustedThenIsNotFollowed(String url) {
		socket(0).welcome("one");
		socket(0).reconnect(url);
		assertThat(socket(0).isClosed()).isTrue();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(socket(1).uri()).isEqualTo(BASE);
	}

	@Test
	void lossWhenItGoesOnThenPausesGrowToAMinuteAndAreShortAgainAfterAMessage() {
		List<Integer> pauses = IntStream.range(0, 12).mapToObj(this::lose).toList();
		assertThat(pauses.get(0)).isLessThanOrEqualTo(1);
		assertThat(pauses.get(11)).isBetween(30, 61);
		socket(12).welcome("one");
		socket(12).send("notification", "{}");
		assertThat(lose(12)).isLessThanOrEqualTo(1);
	}

	@Test
	void lossWhenThereAreNoSubscriptionsThenPausesGrowHoweverLivelyTheSessionIs() {
		this.subscribed = false;
		for (int i = 0; i < 8; i++) {
			socket(i).welcome("session-" + i);
			socket(i).send("session_keepalive", "{}");
			lose(i);
		}
		assertThat(lose(8)).isBetween(30, 61);
	}

	@Test
	void lossWhenItGoesOnThenIsToldOnceForEachReasonAndOnceMoreWhenAllIsWell(CapturedOutput output) {
		lose(0);
		lose(1);
		socket(2).welcome("one");
		lose(2);
		socket(3).welcome("two");
		socket(3).send("notification", "{}");
		lose(3);
		assertThat(output.getOut().lines().filter((line) -> line.contains(ConnectionReports.class.getSimpleName())))
			.filteredOn((line) -> !line.contains("DEBUG"))
			.satisfiesExactly(
					(line) -> assertThat(line).contains("WARN", "'default' cannot connect to EventSub at " + BASE,
							"closed with code 4000"),
					(line) -> assertThat(line).contains("INFO", "has lost its EventSub connection"),
					(line) -> assertThat(line).contains("INFO", "gets EventSub events again"),
					(line) -> assertThat(line).contains("INFO", "has lost its EventSub connection"));
	}

	@Test
	void roomWhenThereIsNoneThenNothingIsReadAndSilenceIsNoEnd() {
		socket(0).welcome("one");
		Sinks.Empty<Void> room = Sinks.empty();
		this.room = room.asMono();
		socket(0).send("notification", "{}");
		this.room = null;
		socket(0).send("notification", "{}");
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(socket(0).isClosed()).isFalse();
		assertThat(this.calls).containsExactly("started one", "received notification");
		room.tryEmitEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(14));
		assertThat(this.calls).containsExactly("started one", "received notification", "received notification");
		assertThat(socket(0).isClosed()).isFalse();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.sockets.get(0).isClosed()).isTrue();
	}

	@Test
	void roomWhenItIsFilledAgainAtOnceThenSilenceIsStillNoEnd() {
		socket(0).welcome("one");
		Sinks.Empty<Void> room = Sinks.empty();
		this.room = room.asMono();
		socket(0).send("notification", "{}");
		socket(0).send("notification", "{}");
		this.room = Mono.never();
		room.tryEmitEmpty();
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(this.calls).containsExactly("started one", "received notification", "received notification");
		assertThat(socket(0).isClosed()).isFalse();
	}

	@Test
	void roomWhenThereIsNoneAndTheConnectionEndsThenWhatWasReadStillArrives() {
		socket(0).welcome("one");
		Sinks.Empty<Void> room = Sinks.empty();
		this.room = room.asMono();
		socket(0).send("notification", "{}");
		this.room = null;
		socket(0).send("notification", "{}");
		socket(0).end();
		assertThat(this.calls).containsExactly("started one", "received notification");
		room.tryEmitEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.calls).containsExactly("started one", "received notification", "received notification",
				"ended");
	}

	@Test
	void reconnectWhenThereIsNoRoomThenTheOldConnectionIsClosedAfterItIsReadToTheEnd() {
		socket(0).welcome("one");
		socket(0).reconnect("wss://edge.example.com/ws");
		socket(1).welcome("one");
		Sinks.Empty<Void> room = Sinks.empty();
		this.room = room.asMono();
		this.sockets.get(0).send("notification", "{}");
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.sockets.get(0).isClosed()).isFalse();
		this.room = null;
		room.tryEmitEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.sockets.get(0).isClosed()).isTrue();
	}

	@Test
	void messageWhenItCannotBeReadThenIsDroppedAndCounted(CapturedOutput output) {
		socket(0).welcome("one");
		for (int i = 0; i < 30; i++) {
			socket(0).sendText("{\"metadata\":");
		}
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		this.sockets.get(this.sockets.size() - 1).sendText("[]");
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN") && line.contains("has dropped")))
			.hasSize(11)
			.last()
			.asString()
			.contains("31 dropped so far");
	}

	private int lose(int index) {
		socket(index).end();
		int seconds = 0;
		while (this.sockets.size() == index + 1) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			seconds++;
		}
		return seconds;
	}

	@Test
	void closeWhenConnectedOrWaitingThenNothingHappensAnyMore() {
		socket(0).welcome("one");
		this.session.close();
		assertThat(socket(0).isClosed()).isTrue();
		socket(0).send("notification", "{}");
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.sockets).hasSize(1);
		assertThat(this.calls).containsExactly("started one");
	}

	private final class Receiver implements EventSubReceiver {

		@Override
		public void sessionStarted(String id) {
			EventSubSessionTests.this.calls.add("started " + id);
		}

		@Override
		public void sessionEnded() {
			EventSubSessionTests.this.calls.add("ended");
		}

		@Override
		public boolean isWanted() {
			return true;
		}

		@Override
		public boolean isSubscribed() {
			return EventSubSessionTests.this.subscribed;
		}

		@Override
		public void received(EventSubMessage message) {
			EventSubSessionTests.this.calls
				.add("received " + (message.isNotification() ? "notification" : "another message"));
		}

		@Override
		public @Nullable Mono<Void> room() {
			return EventSubSessionTests.this.room;
		}

		@Override
		public void execute(Runnable task) {
			task.run();
		}

	}

}
