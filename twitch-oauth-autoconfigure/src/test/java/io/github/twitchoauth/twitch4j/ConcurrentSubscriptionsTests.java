package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.twitchoauth.TwitchToken;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Subscriptions} while threads add and remove requests, and Twitch
 * answers whenever it likes.
 */
class ConcurrentSubscriptionsTests {

	private static final TwitchToken TOKEN = new TwitchToken("access", "refresh", Set.of(), null, "42", "bot");

	private static final int CHANNELS = 5;

	private final Map<Subscription, String> atTwitch = new ConcurrentHashMap<>();

	private final AtomicInteger ids = new AtomicInteger();

	private final Owner owner = new Owner();

	private final SubscriptionEndpoint endpoint = Mockito.mock(Mockito.withSettings().stubOnly());

	private final EventSubReports reports = Mockito.mock(Mockito.withSettings().stubOnly());

	private final Subscriptions subscriptions = new Subscriptions(this.owner, this.endpoint, this.reports);

	private volatile String session = "0";

	@BeforeEach
	void start() {
		BDDMockito.given(this.reports.account()).willReturn("bot");
		BDDMockito.given(this.endpoint.create(ArgumentMatchers.any(), ArgumentMatchers.any()))
			.willAnswer((call) -> create(call.getArgument(0), call.getArgument(1)));
		BDDMockito.given(this.endpoint.delete(ArgumentMatchers.any()))
			.willAnswer((call) -> delete(call.getArgument(0)));
	}

	private static <T> Mono<T> slowly(Mono<T> answer) {
		return Mono.delay(Duration.ofNanos(ThreadLocalRandom.current().nextInt(300_000))).then(answer);
	}

	private Mono<String> create(Subscription subscription, String sessionId) {
		return slowly(Mono.fromSupplier(() -> {
			if (!sessionId.equals(this.session)) {
				throw new IllegalStateException("There is no such session");
			}
			return this.atTwitch.computeIfAbsent(subscription, (key) -> "id-" + this.ids.incrementAndGet());
		})).flatMap((id) -> slowly(Mono.just(id)));
	}

	private Mono<Void> delete(String id) {
		return slowly(Mono.fromRunnable(() -> this.atTwitch.values().remove(id)));
	}

	private static SubscriptionRequest request(int channel) {
		return new SubscriptionRequest(EventSubTypes.get("channel.raid", null),
				Map.of("from_broadcaster_user_id", String.valueOf(channel)), "bot", "Test");
	}

	private List<SubscriptionRequest> addAndRemove() {
		List<SubscriptionRequest> mine = new ArrayList<>();
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int i = 0; i < 300; i++) {
			if (mine.isEmpty() || random.nextBoolean()) {
				SubscriptionRequest request = request(random.nextInt(CHANNELS));
				mine.add(request);
				this.owner.execute(() -> this.subscriptions.add(request, TOKEN));
			}
			else {
				SubscriptionRequest request = mine.remove(random.nextInt(mine.size()));
				this.owner.execute(() -> this.subscriptions.remove(request));
			}
			Thread.yield();
		}
		mine.subList(Math.min(1, mine.size()), mine.size())
			.forEach((request) -> this.owner.execute(() -> this.subscriptions.remove(request)));
		return mine.subList(0, Math.min(1, mine.size()));
	}

	private void startSessions() {
		for (int i = 1; i <= 20; i++) {
			String id = String.valueOf(i);
			this.owner.execute(() -> {
				this.session = id;
				this.atTwitch.clear();
				this.subscriptions.sessionStarted(id);
			});
			Thread.yield();
		}
	}

	@Test
	void addAndRemoveWhenInManyThreadsAndSessionsThenTwitchHasWhatIsWantedInTheEnd() throws InterruptedException {
		Set<SubscriptionRequest> wanted = ConcurrentHashMap.newKeySet();
		List<Thread> threads = new ArrayList<>(
				IntStream.range(0, 4).mapToObj((i) -> new Thread(() -> wanted.addAll(addAndRemove()))).toList());
		threads.add(new Thread(this::startSessions));
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		Set<Subscription> expected = wanted.stream()
			.map((request) -> request.subscription("bot", TOKEN))
			.collect(Collectors.toSet());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.atTwitch.keySet()).isEqualTo(expected));
	}

	private static final class Owner implements Subscriptions.Owner {

		@Override
		public synchronized void execute(Runnable task) {
			task.run();
		}

		@Override
		public void attempted(boolean all) {
		}

		@Override
		public void revoked(String status) {
		}

		@Override
		public void loginRequired() {
		}

	}

}
