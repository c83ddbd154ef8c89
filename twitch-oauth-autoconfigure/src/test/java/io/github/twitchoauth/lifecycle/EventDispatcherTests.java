package io.github.twitchoauth.lifecycle;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventDispatcher}.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class EventDispatcherTests {

	private final AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(Clock.systemUTC());

	private final List<String> delivered = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.lifecycle.close();
	}

	@Test
	void dispatchWhenForOneAccountThenDeliversInOrderAndAwayFromThePublisher() {
		Thread publisher = Thread.currentThread();
		List<String> received = new ArrayList<>();
		EventDispatcher dispatcher = dispatcher((event) -> {
			assertThat(Thread.currentThread()).isNotSameAs(publisher);
			received.add(text(event));
		});
		List<String> sent = IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();
		sent.forEach((text) -> dispatcher.dispatch(event("bot", text)));
		expectNothingLeft(dispatcher);
		assertThat(received).isEqualTo(sent);
	}

	@Test
	void dispatchWhenManyPublishForOneAccountThenDeliversEachOnceAndOneAtATime() {
		AtomicBoolean busy = new AtomicBoolean();
		AtomicBoolean overlapped = new AtomicBoolean();
		List<String> received = new ArrayList<>();
		EventDispatcher dispatcher = dispatcher((event) -> {
			overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
			received.add(text(event));
			busy.set(false);
		});
		IntStream.range(0, 5_000).parallel().forEach((i) -> dispatcher.dispatch(event("bot", Integer.toString(i))));
		expectNothingLeft(dispatcher);
		assertThat(overlapped).isFalse();
		assertThat(received).hasSize(5_000).doesNotHaveDuplicates();
	}

	@Test
	void dispatchWhenOneAccountsListenerDawdlesThenOthersAreDeliveredMeanwhile() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch bothWait = new CountDownLatch(2);
		EventDispatcher dispatcher = dispatcher((event) -> {
			if (!event.getAccount().equals("quick")) {
				bothWait.countDown();
				await(release);
			}
			this.delivered.add(event.getAccount());
		});
		dispatcher.dispatch(event("slow", "1"));
		dispatcher.dispatch(event("slower", "1"));
		assertThat(bothWait.await(10, TimeUnit.SECONDS)).isTrue();
		dispatcher.dispatch(event("quick", "1"));
		Awaitility.await().untilAsserted(() -> assertThat(this.delivered).containsExactly("quick"));
		release.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(this.delivered).hasSize(3));
	}

	@Test
	void dispatchWhenManyListenersWaitForTheirCodesThenEachCodeIsDelivered() {
		Map<String, CountDownLatch> codes = new ConcurrentHashMap<>();
		EventDispatcher dispatcher = dispatcher((event) -> {
			CountDownLatch code = codes.computeIfAbsent(event.getAccount(), (account) -> new CountDownLatch(1));
			if (event instanceof DeviceCodeEvent) {
				code.countDown();
			}
			else {
				await(code);
				this.delivered.add(event.getAccount());
			}
		});
		List<String> accounts = IntStream.range(0, 600).mapToObj((i) -> "viewer-" + i).toList();
		accounts.forEach((account) -> dispatcher.dispatch(event(account, "1")));
		accounts.forEach((account) -> dispatcher.dispatch(code(account)));
		expectNothingLeft(dispatcher);
		assertThat(this.delivered).containsExactlyInAnyOrderElementsOf(accounts);
	}

	@Test
	void dispatchWhenListenerBlocksOnReactorThenItMay() {
		EventDispatcher dispatcher = dispatcher(
				(event) -> this.delivered.add(Mono.delay(Duration.ofMillis(1)).thenReturn(text(event)).block()));
		dispatcher.dispatch(event("bot", "1"));
		Awaitility.await().untilAsserted(() -> assertThat(this.delivered).containsExactly("1"));
	}

	static List<Throwable> failures() {
		return List.of(new IllegalStateException("fail"), new AssertionError("fail"), new StackOverflowError("fail"),
				new NoClassDefFoundError("fail"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void dispatchWhenAListenerThrowsThenTheNextOneAndTheNextEventAreStillDelivered(Throwable failure,
			CapturedOutput output) {
		EventDispatcher dispatcher = dispatcher((event) -> sneakyThrow(failure),
				(event) -> this.delivered.add(text(event)));
		dispatcher.dispatch(event("bot", "1"));
		dispatcher.dispatch(event("bot", "2"));
		expectNothingLeft(dispatcher);
		assertThat(this.delivered).containsExactly("1", "2");
		assertThat(output).contains("A listener failed on AuthorizationFailedEvent[account=bot]", failure.toString());
	}

	@Test
	void dispatchWhenClosedThenDeliversNothing() {
		EventDispatcher dispatcher = dispatcher((event) -> this.delivered.add(text(event)));
		this.lifecycle.close();
		dispatcher.dispatch(event("bot", "1"));
		assertThat(dispatcher.isIdle()).isTrue();
		assertThat(this.delivered).isEmpty();
	}

	@Test
	void closeWhenEventsAreWaitingThenTheyAreDropped() {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		EventDispatcher dispatcher = dispatcher((event) -> {
			started.countDown();
			await(release);
			this.delivered.add(text(event));
		}, (event) -> this.delivered.add("second listener of " + text(event)));
		dispatcher.dispatch(event("bot", "1"));
		dispatcher.dispatch(event("bot", "2"));
		await(started);
		this.lifecycle.close();
		release.countDown();
		expectNothingLeft(dispatcher);
		assertThat(this.delivered).containsExactly("1");
	}

	@Test
	void dispatchWhenManyAccountsComeAndGoThenLeavesNoQueueBehind() {
		EventDispatcher dispatcher = dispatcher((event) -> this.delivered.add(event.getAccount()));
		IntStream.range(0, 500).forEach((i) -> dispatcher.dispatch(event("viewer-" + i, "1")));
		expectNothingLeft(dispatcher);
		assertThat(this.delivered).hasSize(500);
	}

	@Test
	void dispatchWhenNotDeliveredYetThenKeepsTheApplicationAlive() {
		CountDownLatch release = new CountDownLatch(1);
		EventDispatcher dispatcher = dispatcher((event) -> await(release));
		dispatcher.dispatch(event("bot", "1"));
		assertThat(this.lifecycle.keepAlive().isAlive()).isTrue();
		release.countDown();
		expectNothingLeft(dispatcher);
	}

	private EventDispatcher dispatcher(Consumer<TwitchOAuthEvent> listener) {
		return new EventDispatcher(List.of(listener), this.lifecycle);
	}

	private EventDispatcher dispatcher(Consumer<TwitchOAuthEvent> first, Consumer<TwitchOAuthEvent> second) {
		return new EventDispatcher(List.of(first, second), this.lifecycle);
	}

	private void expectNothingLeft(EventDispatcher dispatcher) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(dispatcher.isIdle()).isTrue();
			assertThat(this.lifecycle.keepAlive().isAlive()).isFalse();
		});
	}

	private static TwitchOAuthEvent event(String account, String text) {
		return new AuthorizationFailedEvent("test", account, new TwitchOAuthException(text));
	}

	private static TwitchOAuthEvent code(String account) {
		return new DeviceCodeEvent("test", account, new DeviceCode("device-code", "user-code",
				URI.create("https://example.com"), Instant.MAX, Duration.ofSeconds(5)), Set.of());
	}

	private static String text(TwitchOAuthEvent event) {
		return ((AuthorizationFailedEvent) event).getError().getMessage();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void sneakyThrow(Throwable failure) throws X {
		throw (X) failure;
	}

}
