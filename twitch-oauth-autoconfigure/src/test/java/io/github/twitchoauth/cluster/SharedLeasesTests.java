package io.github.twitchoauth.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedLeases}.
 */
class SharedLeasesTests {

	private static final Duration LEASE = Duration.ofSeconds(15);

	private final MapLeaseStorage storage = new MapLeaseStorage();

	private final List<AuthorizationLifecycle> lifecycles = new ArrayList<>();

	private final Clock clock = Mockito.mock();

	private VirtualTimeScheduler time;

	private Duration jump = Duration.ZERO;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		BDDMockito.given(this.clock.instant())
			.willAnswer(
					(call) -> Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS)).plus(this.jump));
		BDDMockito.given(this.clock.getZone()).willReturn(ZoneOffset.UTC);
	}

	@AfterEach
	void tearDown() {
		this.lifecycles.forEach(AuthorizationLifecycle::close);
		VirtualTimeScheduler.reset();
	}

	@Test
	void requestWhenFreeThenIsHeldAtOnceAndForAsLongAsItIsWanted() {
		Lease lease = node().request("a");
		Tenure tenure = lease.tenure().orElseThrow();
		assertThat(tenure.vacancy()).isEmpty();
		for (int i = 0; i < 100; i++) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			assertThat(tenure.isHeld()).isTrue();
		}
		assertThat(this.storage.calls).contains("renew [a]").hasSizeLessThan(25);
	}

	@Test
	void heldWhenAnotherNodeHasOneThenIsNotCounted() {
		Leases first = node();
		Leases second = node();
		Lease given = first.request("a");
		second.request("a");
		second.request("b");
		assertThat(first.held()).isEqualTo(1);
		assertThat(second.held()).isEqualTo(1);
		given.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(first.held()).isZero();
		assertThat(second.held()).isEqualTo(2);
	}

	@Test
	void requestWhenThereAreManyThenOneCallRenewsAll() {
		Leases leases = node();
		leases.request("a");
		leases.request("b");
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		this.storage.calls.clear();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.storage.calls).containsExactly("renew [a, b]");
	}

	@Test
	void requestWhenTakingAllTakesLongerThanALeaseLastsThenAllAreHeldAndNoneIsLost() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		Leases leases = node(tasks::add);
		Lease held = leases.request("held");
		tasks.remove().run();
		Tenure tenure = held.tenure().orElseThrow();
		List<Lease> many = IntStream.range(0, 1000).mapToObj((i) -> leases.request("lease-" + i)).toList();
		this.storage.pace = Duration.ofMillis(20);
		tasks.remove().run();
		assertThat(many).allSatisfy((lease) -> assertThat(lease.tenure()).isPresent());
		assertThat(tenure.isHeld()).isTrue();
	}

	@Test
	void requestWhenHeldByAnotherNodeThenIsHeldAMomentAfterThatHasGivenItBack() {
		Lease first = node().request("a");
		Lease second = node().request("a");
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(second.tenure()).isEmpty();
		first.dispose();
		assertThat(first.tenure()).isEmpty();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(second.tenure().orElseThrow().vacancy())
			.hasValueSatisfying((vacancy) -> assertThat(vacancy).isLessThanOrEqualTo(Duration.ofSeconds(1)));
	}

	@Test
	void requestWhenTheHolderHasNotServedItThenTheVacancyBeginsBeforeThat() {
		node().request("a", () -> Duration.ofSeconds(40));
		this.time.advanceTimeBy(Duration.ofSeconds(7));
		this.lifecycles.get(0).close();
		Lease second = node().request("a");
		this.time.advanceTimeBy(LEASE);
		assertThat(second.tenure().orElseThrow().vacancy().orElseThrow()).isBetween(LEASE.plusSeconds(40),
				LEASE.plusSeconds(42));
	}

	@Test
	void disposeWhenNotServedThenTheVacancyBeginsBeforeThat() {
		Lease first = node().request("a", () -> Duration.ofSeconds(40));
		Lease second = node().request("a");
		first.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(second.tenure().orElseThrow().vacancy().orElseThrow()).isBetween(Duration.ofSeconds(40),
				Duration.ofSeconds(42));
	}

	@Test
	void closeThenAnotherNodeHoldsTheLeaseAMomentLater() {
		Leases closing = node();
		Lease first = closing.request("a");
		Lease second = node().request("a");
		this.lifecycles.get(0).disposeOnClose(first);
		this.lifecycles.get(0).close();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(second.tenure()).isPresent();
	}

	@Test
	void requestWhenTheOtherNodeIsSilentThenIsHeldWhenTheLeaseHasExpiredAndNeverByBoth() {
		Lease first = node().request("a");
		Lease second = node().request("a");
		this.time.advanceTimeBy(Duration.ofSeconds(7));
		this.lifecycles.get(0).close();
		Tenure lost = first.tenure().orElseThrow();
		for (int i = 0; second.tenure().isEmpty(); i++) {
			assertThat(i).isLessThan(160);
			this.time.advanceTimeBy(Duration.ofMillis(100));
			assertThat(lost.isHeld() && second.tenure().isPresent()).isFalse();
		}
		assertThat(second.tenure().orElseThrow().vacancy().orElseThrow()).isBetween(LEASE, LEASE.plusSeconds(2));
	}

	@Test
	void renewWhenTheStoreFailsThenIsTriedAgainEachMomentAndTheTenureEndsInTime() {
		Lease lease = node().request("a");
		this.time.advanceTimeBy(Duration.ofSeconds(4));
		Tenure tenure = lease.tenure().orElseThrow();
		AtomicBoolean over = new AtomicBoolean();
		tenure.whenOver().subscribe(null, null, () -> over.set(true));
		this.storage.failing = true;
		this.storage.calls.clear();
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(this.storage.calls).hasSizeBetween(8, 10).containsOnly("renew [a]");
		assertThat(tenure.isHeld()).isTrue();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(tenure.isHeld()).isFalse();
		assertThat(over).isTrue();
		this.storage.failing = false;
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(tenure.isHeld()).isFalse();
		assertThat(lease.tenure().orElseThrow().vacancy().orElseThrow()).isBetween(Duration.ofSeconds(11), LEASE);
	}

	@Test
	void isHeldWhenTheMachineWasAsleepThenIsFalseBeforeAnythingElseHappens() {
		Lease lease = node().request("a");
		Tenure tenure = lease.tenure().orElseThrow();
		this.jump = LEASE;
		assertThat(tenure.isHeld()).isFalse();
		assertThat(lease.tenure()).isEmpty();
	}

	@Test
	void takeWhenItAlwaysFailsThenWhatIsHeldIsRenewed() {
		Leases leases = node();
		Tenure tenure = leases.request("a").tenure().orElseThrow();
		this.storage.failsToTake = "b";
		leases.request("b");
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(tenure.isHeld()).isTrue();
	}

	@Test
	void renewWhenAnotherNodeHasTheLeaseThenTheTenureEnds() {
		Lease lease = node().request("a");
		Tenure tenure = lease.tenure().orElseThrow();
		this.storage.giveToAnother("a");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(tenure.isHeld()).isFalse();
		assertThat(lease.tenure()).isEmpty();
	}

	@Test
	void disposeWhenRequestedAgainThenStaysWithThisNode() {
		Leases leases = node();
		Lease first = leases.request("a");
		Lease second = leases.request("a");
		assertThat(second.tenure()).isPresent();
		first.dispose();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(second.tenure()).isPresent();
		assertThat(this.storage.calls).doesNotContain("release [a]");
	}

	@Test
	void ofOneProcessThenEveryLeaseIsHeldUntilItIsGivenBack() {
		Lease lease = Leases.ofOneProcess().request("a");
		assertThat(lease.whenHeld().block(Duration.ofSeconds(10)).isHeld()).isTrue();
		lease.dispose();
		assertThat(lease.tenure()).isEmpty();
	}

	private Leases node() {
		return node(Runnable::run);
	}

	private Leases node(Executor store) {
		AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(Runnable::run, store, Runnable::run, this.clock,
				Blocking.REAL);
		this.lifecycles.add(lifecycle);
		return Leases.sharedThrough(this.storage, LEASE, lifecycle);
	}

}
