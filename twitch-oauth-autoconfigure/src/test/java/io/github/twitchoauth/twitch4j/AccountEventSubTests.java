package io.github.twitchoauth.twitch4j;

import java.time.Instant;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountEventSub}, on virtual time.
 */
class AccountEventSubTests extends AbstractAccountEventSubTests {

	@Test
	void startWhenLoggedInAgainThenWhatWaitsIsDeliveredAndTheGapIsTold() {
		this.account.start(TOKEN);
		connect("one");
		pass(5);
		raid("waiting");
		Instant from = now();
		pass(2);
		this.account.start(token("another"));
		pass(1);
		connect("two");
		assertGap(from, now());
		raid("later");
		deliver();
		assertThat(this.delivered).containsExactly("waiting", "later");
	}

	@Test
	void revokedWhenTheLoginIsAliveThenWhatWaitsIsDeliveredAndTheGapIsTold() {
		Sinks.One<TwitchToken> check = check();
		this.account.start(TOKEN);
		connect("one");
		pass(5);
		raid("waiting");
		revoke("authorization_revoked");
		Instant from = now();
		assertThat(this.account.isConnected()).isFalse();
		pass(30);
		check.tryEmitValue(token("new"));
		connect("two");
		assertGap(from, now());
		deliver();
		assertThat(this.delivered).containsExactly("waiting");
	}

	@Test
	void revokedWhenItOvertakesTheAnswerThenTheLoginIsChecked() {
		Sinks.One<TwitchToken> check = check();
		this.account.start(TOKEN);
		welcome("one");
		revoke("authorization_revoked");
		subscribed();
		assertThat(this.events).hasAtLeastOneElementOfType(TwitchClientReadyEvent.class);
		check.tryEmitValue(token("new"));
		connect("two");
		assertThat(this.account.subscriptionCount()).isOne();
	}

	@Test
	void stopWhenEventsWaitThenTheyAreDroppedAndTold() {
		this.account.start(TOKEN);
		connect("one");
		raid("waiting");
		Instant from = now();
		pass(3);
		this.account.stop();
		deliver();
		assertThat(this.delivered).isEmpty();
		assertGap(from, now());
	}

	@Test
	void connectionWhenItIsLostBeforeAMessageThenTheGapBeginsWhenSubscribed() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(1);
		connect("two");
		assertGap(from, now());
	}

	@Test
	void tenureWhenItEndsBeforeAGapIsClosedThenItIsTold() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(60);
		this.account.stop();
		assertGap(from, now());
	}

	@Test
	void sessionWhenNothingCanBeCreatedThenTheGapIsToldWhenSomethingIs() {
		this.account.start(TOKEN);
		connect("one");
		Instant from = now();
		pass(8);
		this.sockets.get(0).tryEmitError(new EventSubClosedException(4000, ""));
		pass(1);
		welcome("two");
		this.creations.get(1).tryEmitError(new IllegalStateException("503"));
		assertThat(gaps()).isEmpty();
		pass(1);
		subscribed();
		assertGap(from, now());
	}

}
