package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TwitchToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Subscriptions}, on virtual time.
 */
class SubscriptionsTests {

	private static final TwitchToken TOKEN = new TwitchToken("access", "refresh", Set.of(), null, "42", "bot");

	private final List<Creation> creations = new ArrayList<>();

	private final List<String> deleted = new ArrayList<>();

	private final List<String> calls = new ArrayList<>();

	private final SubscriptionEndpoint endpoint = Mockito.mock();

	private final EventSubReports reports = Mockito.mock();

	private final Subscriptions subscriptions = new Subscriptions(new Owner(), this.endpoint, this.reports);

	private Mono<Void> deletion = Mono.empty();

	private VirtualTimeScheduler time;

	@BeforeEach
	void start() {
		this.time = VirtualTimeScheduler.getOrSet();
		BDDMockito.given(this.reports.account()).willReturn("bot");
		BDDMockito.given(this.endpoint.create(ArgumentMatchers.any(), ArgumentMatchers.any())).willAnswer((call) -> {
			Creation creation = new Creation(call.getArgument(0), call.getArgument(1), Sinks.one());
			this.creations.add(creation);
			return creation.answer().asMono().doOnCancel(() -> this.calls.add("cancelled"));
		});
		BDDMockito.given(this.endpoint.delete(ArgumentMatchers.any())).willAnswer((call) -> {
			this.deleted.add(call.getArgument(0));
			return this.deletion;
		});
	}

	@AfterEach
	void reset() {
		VirtualTimeScheduler.reset();
	}

	private static SubscriptionRequest request(int from) {
		return new SubscriptionRequest(EventSubTypes.get("channel.raid", null),
				Map.of("from_broadcaster_user_id", String.valueOf(from)), "bot", "Test");
	}

	private SubscriptionRequest add(int from) {
		SubscriptionRequest request = request(from);
		this.subscriptions.add(request, TOKEN);
		return request;
	}

	private void created(int index, String id) {
		assertThat(this.creations).hasSizeGreaterThan(index);
		this.creations.get(index).answer().tryEmitValue(id);
	}

	private void failed(int index, Throwable error) {
		this.creations.get(index).answer().tryEmitError(error);
	}

	@Test
	void sessionStartedWhenThereAreManyThenFourAtATimeAreCreatedAndItIsToldOnce() {
		for (int i = 0; i < 6; i++) {
			add(i);
		}
		this.subscriptions.sessionStarted("one");
		assertThat(this.creations).hasSize(4);
		created(1, "id-1");
		assertThat(this.creations).hasSize(5).allMatch((creation) -> creation.sessionId().equals("one"));
		failed(0, new SubscriptionRefusedException("403"));
		for (int i = 2; i < 6; i++) {
			assertThat(this.calls).isEmpty();
			created(i, "id-" + i);
		}
		assertThat(this.calls).containsExactly("attempted all");
	}

	@Test
	void addWhenTheSameIsWantedAlreadyThenIsCreatedOnceAndDeletedWithTheLast() {
		this.subscriptions.sessionStarted("one");
		SubscriptionRequest first = add(1);
		SubscriptionRequest second = add(1);
		created(0, "id");
		this.subscriptions.remove(first);
		assertThat(this.deleted).isEmpty();
		this.subscriptions.remove(second);
		assertThat(this.deleted).containsExactly("id");
		assertThat(this.creations).hasSize(1);
		assertThat(this.subscriptions.isEmpty()).isTrue();
	}

	@Test
	void addWhenARequestComesInTwoWaysThenItIsOne() {
		this.subscriptions.sessionStarted("one");
		SubscriptionRequest request = add(1);
		this.subscriptions.add(request, TOKEN);
		created(0, "id");
		this.subscriptions.remove(request);
		assertThat(this.deleted).containsExactly("id");
	}

	@Test
	void createWhenItFailsThenIsTriedAgainLessAndLessOftenAlsoInTheNextSession() {
		add(1);
		this.subscriptions.sessionStarted("one");
		assertThat(List.of(pause(), pause(), pause())).containsExactly(1L, 2L, 4L);
		this.subscriptions.sessionStarted("two");
		assertThat(List.of(pause(), pause(), pause(), pause())).containsExactly(8L, 16L, 32L, 60L);
		created(this.creations.size() - 1, "id");
		this.subscriptions.sessionStarted("three");
		assertThat(pause()).isOne();
	}

	private long pause() {
		int before = this.creations.size();
		failed(before - 1, new IllegalStateException("503"));
		long seconds = 0;
		while (this.creations.size() == before) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			seconds++;
		}
		return seconds;
	}

	@Test
	void removeWhenItIsToBeTriedAgainThenIsNot() {
		this.subscriptions.sessionStarted("one");
		SubscriptionRequest request = add(1);
		failed(0, new IllegalStateException("503"));
		this.subscriptions.remove(request);
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.creations).hasSize(1);
	}

	@Test
	void removeWhenItIsBeingCreatedThenIsDeletedAndCreatedAnewIfWantedAgain() {
		Sinks.Empty<Void> deletion = Sinks.empty();
		this.deletion = deletion.asMono();
		this.subscriptions.sessionStarted("one");
		this.subscriptions.remove(add(1));
		add(1);
		assertThat(this.creations).hasSize(1);
		created(0, "first");
		assertThat(this.deleted).containsExactly("first");
		assertThat(this.creations).hasSize(1);
		deletion.tryEmitEmpty();
		created(1, "second");
		assertThat(this.subscriptions.isAnyCreated()).isTrue();
		assertThat(this.deleted).hasSize(1);
	}

	@Test
	void sessionEndedWhenAnAnswerComesLateThenItDoesNotCount() {
		add(1);
		this.subscriptions.sessionStarted("one");
		this.subscriptions.sessionEnded();
		assertThat(this.calls).containsExactly("cancelled");
		created(0, "late");
		assertThat(this.subscriptions.isAnyCreated()).isFalse();
		this.subscriptions.sessionStarted("two");
		created(1, "id");
		assertThat(this.subscriptions.isAnyCreated()).isTrue();
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void createWhenThereIsNoLoginThenTheOwnerIsTold() {
		this.subscriptions.sessionStarted("one");
		add(1);
		failed(0, new AuthorizationRequiredException("none"));
		assertThat(this.calls).contains("login required");
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.creations).hasSize(1);
	}

	@Test
	void revokedWhenTheIdIsOfAnotherOneThenNothingEnds() {
		this.subscriptions.sessionStarted("one");
		add(1);
		created(0, "present");
		Subscription subscription = this.creations.get(0).subscription();
		assertThat(this.subscriptions.revoked("former", subscription, "user_removed")).isFalse();
		assertThat(this.subscriptions.isEmpty()).isFalse();
		assertThat(this.subscriptions.revoked("present", subscription, "user_removed")).isTrue();
		assertThat(this.subscriptions.isEmpty()).isTrue();
		BDDMockito.then(this.reports).should().revoked(subscription, "user_removed");
	}

	@Test
	void revokedWhenTwitchHasNotToldTheIdThenItIsWhatTheMessageDescribes() {
		this.subscriptions.sessionStarted("one");
		add(1);
		created(0, "");
		assertThat(this.subscriptions.revoked("any", this.creations.get(0).subscription(), "user_removed")).isTrue();
	}

	@Test
	void revokedWhenItOvertakesTheAnswerThenEndsTheSubscription() {
		this.subscriptions.sessionStarted("one");
		add(1);
		Subscription subscription = this.creations.get(0).subscription();
		assertThat(this.subscriptions.revoked("early", subscription, "user_removed")).isFalse();
		created(0, "early");
		assertThat(this.subscriptions.isEmpty()).isTrue();
		assertThat(this.calls).contains("revoked for user_removed");
		BDDMockito.then(this.reports).should().revoked(subscription, "user_removed");
	}

	private record Creation(Subscription subscription, String sessionId, Sinks.One<String> answer) {

	}

	private final class Owner implements Subscriptions.Owner {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public void attempted(boolean all) {
			if (all) {
				SubscriptionsTests.this.calls.add("attempted all");
			}
		}

		@Override
		public void revoked(String status) {
			SubscriptionsTests.this.calls.add("revoked for " + status);
		}

		@Override
		public void loginRequired() {
			SubscriptionsTests.this.calls.add("login required");
		}

	}

}
