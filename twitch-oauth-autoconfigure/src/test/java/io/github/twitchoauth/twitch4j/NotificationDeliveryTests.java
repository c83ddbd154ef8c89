package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotificationDelivery}.
 */
class NotificationDeliveryTests {

	private static final int SIZE = 64 * 1024;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final NotificationPublisher publisher = Mockito.mock();

	private final NotificationDelivery delivery = new NotificationDelivery(this.tasks::add, this.publisher);

	private static EventSubMessage message(String type, String id, int size) {
		String json = "{\"metadata\":{\"message_id\":\"" + id + "\",\"message_type\":\"notification\"},"
				+ "\"payload\":{\"subscription\":{\"type\":\"" + type + "\",\"version\":\"1\"},\"event\":{}}}";
		return EventSubMessage.parse((json + " ".repeat(size)).getBytes(StandardCharsets.UTF_8));
	}

	private void fill() {
		while (this.delivery.room() == null) {
			this.delivery.deliver(message("chat", "1", SIZE), () -> true);
		}
	}

	@Test
	void deliverWhenTooManyWaitThenThereIsNoRoomUntilHalfOfThemAreDelivered() {
		fill();
		Mono<Void> room = this.delivery.room();
		assertThat(room).isNotNull();
		long[] left = { 128 };
		BDDMockito.willAnswer((call) -> {
			left[0]--;
			assertThat(this.delivery.room() != null).isEqualTo(left[0] >= 63);
			return null;
		}).given(this.publisher).publish(ArgumentMatchers.any());
		this.tasks.remove().run();
		assertThat(left[0]).isZero();
		StepVerifier.create(room).expectComplete().verify(Duration.ofSeconds(5));
		assertThat(this.delivery.room()).isNull();
	}

	@Test
	void deliverWhenListenersAreSlowThenItIsToldOnceUntilTheyHaveCaughtUp() {
		EventSubMessage other = message("follow", "1", 0);
		this.delivery.deliver(other, () -> true);
		fill();
		this.delivery.deliver(message("chat", "2", SIZE), () -> true);
		BDDMockito.then(this.publisher)
			.should()
			.tooSlow(ArgumentMatchers.argThat((slow) -> slow.type().equals("chat")));
		BDDMockito.then(this.publisher).should(Mockito.never()).caughtUp();
		this.tasks.forEach(Runnable::run);
		BDDMockito.then(this.publisher).should().caughtUp();
	}

	@Test
	void deliverWhenItIsNotWantedAnyMoreThenIsDroppedAndMakesRoom() {
		boolean[] wanted = { true };
		this.delivery.deliver(message("chat", "first", 0), () -> wanted[0]);
		while (this.delivery.room() == null) {
			this.delivery.deliver(message("chat", "1", SIZE), () -> wanted[0]);
		}
		wanted[0] = false;
		this.tasks.remove().run();
		BDDMockito.then(this.publisher).should(Mockito.never()).publish(ArgumentMatchers.any());
		BDDMockito.then(this.publisher)
			.should()
			.dropped(ArgumentMatchers.argThat((first) -> first.id().equals("first")));
		assertThat(this.delivery.room()).isNull();
	}

	@Test
	void oldestThenIsTheFirstThatIsNotDelivered() {
		assertThat(this.delivery.oldest()).isNull();
		List<String> oldest = new ArrayList<>();
		BDDMockito.willAnswer((call) -> oldest.add(this.delivery.oldest().id()))
			.given(this.publisher)
			.publish(ArgumentMatchers.any());
		for (int i = 1; i <= 3; i++) {
			this.delivery.deliver(message("chat", String.valueOf(i), 0), () -> true);
		}
		assertThat(this.delivery.oldest().id()).isEqualTo("1");
		this.tasks.remove().run();
		assertThat(oldest).containsExactly("1", "2", "3");
		assertThat(this.delivery.oldest()).isNull();
	}

	@Test
	void deliverWhenTheApplicationClosesMeanwhileThenTheOldestStays() {
		BDDMockito.given(this.publisher.isClosed()).willReturn(false, true);
		for (int i = 1; i <= 3; i++) {
			this.delivery.deliver(message("chat", String.valueOf(i), 0), () -> true);
		}
		this.tasks.remove().run();
		BDDMockito.then(this.publisher).should().publish(ArgumentMatchers.any());
		assertThat(this.delivery.oldest().id()).isEqualTo("2");
	}

	@Test
	void deliverWhenADropCannotBeToldThenTheFirstDroppedStays() {
		for (int i = 1; i <= 3; i++) {
			boolean wanted = i == 1;
			this.delivery.deliver(message("chat", String.valueOf(i), 0), () -> wanted);
		}
		this.tasks.remove().run();
		assertThat(this.delivery.oldest().id()).isEqualTo("2");
	}

	@Test
	void deliverWhenManyThreadsThenEachSubscriptionIsInOrderAndNothingIsLost() throws InterruptedException {
		Map<String, List<String>> received = new ConcurrentHashMap<>();
		NotificationPublisher noting = Mockito.mock(Mockito.withSettings().stubOnly());
		BDDMockito.willAnswer((call) -> {
			EventSubMessage message = call.getArgument(0);
			received.computeIfAbsent(message.type(), (key) -> new CopyOnWriteArrayList<>()).add(message.id());
			return null;
		}).given(noting).publish(ArgumentMatchers.any());
		ExecutorService executor = Executors.newFixedThreadPool(4);
		NotificationDelivery concurrent = new NotificationDelivery(executor, noting);
		List<Thread> threads = IntStream.range(0, 4)
			.mapToObj((type) -> new Thread(() -> IntStream.range(0, 2_000)
				.forEach((i) -> concurrent.deliver(message("type-" + type, String.valueOf(i), 0), () -> true))))
			.toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		executor.shutdown();
		assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		List<String> all = IntStream.range(0, 2_000).mapToObj(String::valueOf).toList();
		assertThat(received).hasSize(4).allSatisfy((type, ids) -> assertThat(ids).isEqualTo(all));
	}

}
