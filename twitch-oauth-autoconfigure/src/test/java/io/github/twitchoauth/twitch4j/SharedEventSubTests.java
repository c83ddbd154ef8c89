package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.cluster.Leases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an {@link AccountEventSub} that takes turns with other processes.
 */
class SharedEventSubTests extends AbstractAccountEventSubTests {

	@Test
	void tenureWhenItLapsesThenWhatHasWaitedIsDroppedAndTold() {
		this.account = account(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.account.start(TOKEN);
		connect("one");
		pass(1);
		raid("waiting");
		Instant from = now();
		pass(1);
		raid("waiting, too");
		this.storage.giveToAnother("a");
		pass(10);
		assertThat(this.account.isConnected()).isFalse();
		deliver();
		assertThat(this.delivered).isEmpty();
		assertGap(from, now());
	}

	@Test
	void closeWhenEventsWaitThenTheNextProcessTellsThem() {
		startShared();
		connect("one");
		pass(1);
		raid("delivered");
		deliver();
		pass(1);
		raid("waiting");
		Instant from = now();
		pass(3);
		this.lifecycle.close();
		deliver();
		assertThat(this.delivered).containsExactly("delivered");
		assertThat(gaps()).isEmpty();
		assertNextBegins(from);
	}

	@Test
	void closeWhenTheConnectionIsLostThenTheNextProcessTellsSinceWhen() {
		startShared();
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(20);
		this.lifecycle.close();
		assertThat(gaps()).isEmpty();
		assertNextBegins(from);
	}

	@Test
	void closeWhenAllIsDeliveredThenTheNextProcessTellsFromThen() {
		startShared();
		connect("one");
		raid("delivered");
		pass(5);
		deliver();
		this.lifecycle.close();
		assertNextBegins(now());
	}

	@Test
	void tenureWhenItBeginsThenTheGapBeginsWhenEventsWereDeliveredLast() {
		this.storage.take(List.of("a"), "another", Duration.ofSeconds(15));
		pass(4);
		this.storage.renew(Map.of("a", Duration.ofSeconds(3)), "another");
		Instant from = now().minusSeconds(4);
		startShared();
		pass(20);
		connect("one");
		assertGap(from, now());
	}

	@Test
	void tenureWhenItEndsBeforeItIsSubscribedThenTheGapOfTheNextBeginsBeforeIt() {
		this.storage.take(List.of("a"), "another", Duration.ofSeconds(15));
		Instant from = now();
		startShared();
		pass(30);
		welcome("one");
		pass(10);
		this.lifecycle.close();
		assertNextBegins(from.minusSeconds(1));
	}

	@Test
	void tenureWhenItBeginsWhileTheLoginIsCheckedThenNothingIsConnected() {
		check();
		this.account = account(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.account.start(TOKEN);
		connect("one");
		revoke("authorization_revoked");
		this.storage.giveToAnother("a");
		pass(10);
		this.storage.release(Map.of("a", Duration.ZERO), "another");
		pass(10);
		assertThat(this.storage.take(List.of("a"), "another", Duration.ofSeconds(15))).isEmpty();
		assertThat(this.sockets).hasSize(1);
	}

	private void startShared() {
		this.account = account(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.lifecycle.disposeOnClose(this.account);
		this.account.start(TOKEN);
	}

	private void assertNextBegins(Instant servedUntil) {
		assertThat(this.storage.take(List.of("a"), "next", Duration.ofSeconds(15))).singleElement()
			.satisfies((grant) -> assertThat(now().minus(grant.vacancy())).isEqualTo(servedUntil));
	}

}
