package io.github.twitchoauth.tokens;

import java.time.Duration;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins that the application has begun itself, and that are under way when it ends.
 */
class KeptLoginRestartTests extends AbstractTokenTests {

	@Test
	void restartWhenAVisitorHasApprovedMeanwhileThenIsLoggedInAlthoughNobodyAsks() {
		start();
		String code = logIn("visitor");
		this.application.close();
		this.twitch.approve(code, "viewer");
		start();
		AuthenticatedEvent event = this.application.await(AuthenticatedEvent.class, 1).get(0);
		assertThat(event.getAccount()).isEqualTo("visitor");
		assertThat(event.isRestored()).isFalse();
		assertThat(event.getToken().login()).isEqualTo("viewer");
		assertOneCode();
		Awaitility.await().until(() -> !fileContent().contains("pendingLogins"));
	}

	@Test
	void restartWhenAVisitorHasYetToApproveThenTheCodeIsShownAndPolledFor() {
		start();
		String code = logIn("visitor");
		start();
		Awaitility.await().until(() -> status("visitor").state() == State.WAITING_FOR_APPROVAL);
		assertThat(status("visitor").pendingLogin().userCode()).isEqualTo(code);
		assertThat(logIn("visitor")).isEqualTo(code);
		this.twitch.approve(code, "viewer");
		this.application.await(AuthenticatedEvent.class, 1);
		assertThat(status("visitor").login()).isEqualTo("viewer");
		assertOneCode();
	}

	@Test
	void restartWhenAConfiguredAccountIsNotStartedByItselfThenItsLoginGoesOnAllTheSame() {
		start("twitch.oauth.accounts.bot.scopes=chat:read");
		String code = logIn("bot");
		this.application.close();
		this.twitch.approve(code, "twitchbot");
		start("twitch.oauth.accounts.bot.scopes=chat:read");
		assertThat(this.application.await(AuthenticatedEvent.class, 1).get(0).getAccount()).isEqualTo("bot");
		assertOneCode();
	}

	@Test
	void restartWhenALoginWasCanceledThenDoesNotComeBack() {
		start();
		logIn("visitor");
		accounts().cancelLogin("visitor").block(PATIENCE);
		logIn("other");
		start();
		this.application.await(DeviceCodeEvent.class, 1);
		assertNothingMoreHappens("other");
		assertThat(status("visitor").state()).isEqualTo(State.LOGGED_OUT);
	}

	@Test
	void restartWhenTheScopesHaveChangedThenAnOldCodeIsNotShown() {
		start();
		logIn("visitor");
		start("twitch.oauth.scopes=chat:read");
		logIn("other");
		assertNothingMoreHappens("other");
		assertThat(status("visitor").state()).isEqualTo(State.LOGGED_OUT);
	}

	private void assertNothingMoreHappens(String account) {
		Awaitility.await()
			.during(Duration.ofSeconds(2))
			.until(() -> this.application.events(DeviceCodeEvent.class)
				.stream()
				.allMatch((event) -> event.getAccount().equals(account)));
	}

	private TwitchAccounts accounts() {
		return this.application.bean(TwitchAccounts.class);
	}

	private AccountStatus status(String account) {
		return accounts().getStatus(account).block(PATIENCE);
	}

	// The code is stored a moment later.
	private String logIn(String account) {
		AccountStatus status = accounts().logIn(account).block(PATIENCE);
		Awaitility.await().until(() -> fileContent().contains(account + "@test-client"));
		return status.pendingLogin().userCode();
	}

	private void assertOneCode() {
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isOne();
		this.twitch.assertNoMisuse();
	}

}
