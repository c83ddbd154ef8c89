package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TwitchAccounts;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How accounts are doing, as {@link TwitchAccounts} tells it, against a server.
 */
class TwitchAccountsTests extends AbstractTokenTests {

	private TwitchAccounts accounts;

	private void startAccounts(String... properties) {
		start(properties);
		this.accounts = this.application.bean(TwitchAccounts.class);
	}

	@Test
	void logInWhenAutoStartShowsACodeThenReturnsThat() {
		startAccounts(AUTO_START);
		this.application.await(DeviceCodeEvent.class, 1);
		PendingLogin pending = this.accounts.logIn("default").block(PATIENCE).pendingLogin();
		assertThat(pending.userCode()).isEqualTo(this.twitch.awaitUserCode(PATIENCE));
		assertThat(pending.verificationUri().toString()).contains(pending.userCode());
		assertThat(this.twitch.getRequestCount(Endpoint.DEVICE)).isEqualTo(1);
		this.twitch.approve(pending.userCode(), "twitchdev");
		Awaitility.await().atMost(PATIENCE).until(() -> "twitchdev".equals(status().login()));
		assertThat(status()).extracting(AccountStatus::state, AccountStatus::error)
			.containsExactly(State.LOGGED_IN, null);
	}

	@Test
	void cancelLoginWhenAutoStartedThenANewOneGetsANewCode() {
		startAccounts(AUTO_START);
		String first = this.accounts.logIn("default").block(PATIENCE).pendingLogin().userCode();
		assertThat(this.accounts.cancelLogin("default").block(PATIENCE).state()).isEqualTo(State.LOGGED_OUT);
		this.application.await(AuthorizationFailedEvent.class, 1);
		String second = this.accounts.logIn("default").block(PATIENCE).pendingLogin().userCode();
		assertThat(second).isNotEqualTo(first);
		this.twitch.approve(second, "twitchdev");
		await(State.LOGGED_IN);
	}

	@Test
	void logOutThenTheTokenIsRevokedAndTheStateIsTold() {
		startAccounts();
		logIn();
		List<State> states = new CopyOnWriteArrayList<>();
		this.accounts.watch("default").map(AccountStatus::state).subscribe(states::add);
		assertThat(this.accounts.logOut("default").block(PATIENCE).state()).isEqualTo(State.LOGGED_OUT);
		assertThat(this.twitch.getRequestCount(Endpoint.REVOKE)).isPositive();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(states).containsExactly(State.LOGGED_IN, State.LOGGED_OUT));
	}

	@Test
	void getStatusWhenTheTokenIsInTheStoreThenReadsIt() {
		startAccounts();
		logIn();
		startAccounts();
		assertThat(status().state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.twitch.getRequestCount(Endpoint.REFRESH)).isZero();
	}

	@Test
	void getStatusWhenDeniedThenSaysSo() {
		startAccounts();
		this.twitch.deny(this.accounts.logIn("default").block(PATIENCE).pendingLogin().userCode());
		await(State.LOGIN_REQUIRED);
		assertThat(status().error()).contains("pressed Deny");
	}

	@Test
	void getStatusWhenTheSecretIsWrongThenIsMisconfigured() {
		startAccounts();
		TwitchToken token = logIn();
		this.twitch.expireAccessTokens();
		this.twitch.on(Endpoint.REFRESH).respond(Fault.status(403, "invalid client secret"));
		this.application.tokens().refresh("default", token.accessToken()).onErrorComplete().block(PATIENCE);
		assertThat(status().state()).isEqualTo(State.MISCONFIGURED);
		assertThat(status().error()).contains("twitch.oauth.client-secret");
		assertThat(status().toString()).doesNotContain(token.accessToken()).doesNotContain(token.refreshToken());
	}

	private AccountStatus status() {
		return this.accounts.getStatus("default").block(PATIENCE);
	}

	private void await(State state) {
		Awaitility.await().atMost(PATIENCE).until(() -> status().state() == state);
	}

}
