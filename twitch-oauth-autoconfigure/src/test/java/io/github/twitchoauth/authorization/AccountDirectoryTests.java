package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccountDirectory}.
 */
class AccountDirectoryTests extends AbstractDeviceCodeTests {

	private final ClientCredentials client = new ClientCredentials("abc", null);

	private final Accounts accounts = new Accounts(
			new AccountSettings("default", this.client, Set.of("user:read:chat"), true, null),
			List.of(new AccountSettings("bot", this.client, Set.of("user:bot"), true, "mybot")));

	private TwitchTokenManager manager;

	private TwitchDeviceAuthFlow flow;

	private AccountDirectory directory;

	@BeforeEach
	void setUpDirectory() {
		Application application = new Application(this.accounts, new AuthorizationSettings(Duration.ofSeconds(10),
				false, true, Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.store,
				this.events::add, this.lifecycle);
		this.manager = application.manager();
		this.flow = application.flow(this.manager);
		this.directory = new AccountDirectory(this.accounts, this.manager, this.flow, application.events(),
				this.lifecycle);
	}

	@Test
	void getStatusWhenNothingHasHappenedThenIsLoggedOut() {
		assertThat(status()).isEqualTo(
				new AccountStatus("default", State.LOGGED_OUT, null, null, Set.of(), Set.of(), null, null, null, null));
	}

	@Test
	void logInThenReturnsTheCodeAndGoesOnWithoutTheSubscriber() {
		this.server.code(1800, 5).poll(400, ScriptedServer.PENDING).approve();
		Instant expiresAt = this.lifecycle.clock().instant().plusSeconds(1800);
		AccountStatus status = logIn();
		assertThat(status.state()).isEqualTo(State.WAITING_FOR_APPROVAL);
		assertThat(status.pendingLogin())
			.isEqualTo(new PendingLogin("ABCDEFGH", URI.create("https://www.twitch.tv/activate?device-code=ABCDEFGH"),
					expiresAt, Set.of("user:read:chat"), null));
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		Awaitility.await().until(() -> status().since() != null);
		assertThat(status())
			.extracting(AccountStatus::state, AccountStatus::login, AccountStatus::userId, AccountStatus::scopes)
			.containsExactly(State.LOGGED_IN, "twitchdev", "141981764", Set.of("user:read:chat"));
		assertThat(status().pendingLogin()).isNull();
	}

	@Test
	void logInWhenALoginIsUnderWayThenReturnsItsCode() {
		this.server.code(1800, 5);
		Disposable login = this.flow.authorize().subscribe();
		assertThat(logIn().pendingLogin().userCode()).isEqualTo("ABCDEFGH");
		assertThat(this.server.received("/device")).hasSize(1);
		login.dispose();
		assertThat(status().state()).isEqualTo(State.LOGGED_OUT);
	}

	@Test
	void logInWhenAnApplicationPollsForItsOwnCodeThenReturnsThat() {
		this.server.code(1800, 5);
		this.flow.getDeviceCode().flatMap(this.flow::pollForAuthorization).toFuture();
		assertThat(logIn().pendingLogin().userCode()).isEqualTo("ABCDEFGH");
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void logInWhenThereIsNoCodeThenFailsAsTheFlowDoes() {
		this.server.answer("/device", 503, "").answer("/device", 400, "{\"message\":\"invalid client\"}");
		assertThat(this.directory.logIn("default").toFuture()).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(TwitchUnavailableException.class);
		assertThat(status().state()).isEqualTo(State.LOGGED_OUT);
		assertThat(this.directory.logIn("default").toFuture()).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(ClientConfigurationException.class);
		assertThat(status().state()).isEqualTo(State.MISCONFIGURED);
		assertThat(status().error()).contains("twitch.oauth.client-id");
	}

	@Test
	void cancelLoginThenThoseWhoWaitLearnAndNothingIsPolledFor() {
		this.server.code(1800, 5);
		CompletableFuture<TwitchToken> login = this.flow.authorize().toFuture();
		AccountStatus status = this.directory.cancelLogin("default").block(LIMIT);
		assertThat(status.state()).isEqualTo(State.LOGGED_OUT);
		assertThat(status.pendingLogin()).isNull();
		assertThat(status.error()).isNull();
		assertThat(login).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(LoginCanceledException.class);
		expectFailureEvent(LoginCanceledException.class);
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.server.received("/token")).isEmpty();
	}

	@Test
	void cancelLoginWhenNoneIsUnderWayThenNothingHappens() {
		assertThat(this.directory.cancelLogin("default").block(LIMIT)).isEqualTo(status());
		assertThat(this.events).isEmpty();
	}

	@Test
	void getStatusWhenAccountsAreMadeUpThenLeavesNoTrace() {
		this.store.save("viewer-42", new TwitchToken("at", "rt", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "42", "viewer", "abc"));
		for (int i = 0; i < 100; i++) {
			AccountStatus status = this.directory.getStatus("viewer-" + i).block(LIMIT);
			assertThat(status.state()).isEqualTo((i == 42) ? State.LOGGED_IN : State.LOGGED_OUT);
			assertThat(status.login()).isEqualTo((i == 42) ? "viewer" : null);
		}
		StepVerifier.withVirtualTime(() -> this.directory.watch("viewer-43"))
			.expectNextCount(1)
			.thenAwait(Duration.ofMinutes(1))
			.thenCancel()
			.verify(LIMIT);
		assertThat(this.manager.known()).isEmpty();
	}

	@Test
	void getStatusWhenDeniedThenSaysWhyUntilTheNextLogin() {
		this.server.code(1800, 5).poll(400, "{\"message\":\"access_denied\"}").code(1800, 5).approve();
		logIn();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		Awaitility.await().until(() -> status().state() == State.LOGIN_REQUIRED);
		assertThat(status().error()).contains("pressed Deny");
		assertThat(logIn().state()).isEqualTo(State.WAITING_FOR_APPROVAL);
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		Awaitility.await().until(() -> status().error() == null);
		assertThat(status().state()).isEqualTo(State.LOGGED_IN);
	}

	@Test
	void getStatusWhenScopesAreMissingThenNamesThem() {
		this.store.save("bot", new TwitchToken("at", "rt", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "1", "mybot", "abc"));
		AccountStatus status = this.directory.getStatus("bot").block(LIMIT);
		assertThat(status.state()).isEqualTo(State.LOGGED_IN);
		assertThat(status.missingScopes()).containsExactly("user:bot");
		assertThat(status.toString()).doesNotContain("at,").doesNotContain("rt");
	}

	@Test
	void watchThenTellsOfEachChange() {
		List<State> seen = new CopyOnWriteArrayList<>();
		List<String> all = new CopyOnWriteArrayList<>();
		this.directory.watchAll().map(AccountStatus::account).subscribe(all::add);
		CompletableFuture<Void> watched = this.directory.watch("default")
			.map(AccountStatus::state)
			.doOnNext(seen::add)
			.then()
			.toFuture();
		this.server.code(1800, 5).approve();
		logIn();
		awaitInVirtualTime(() -> seen.contains(State.LOGGED_IN));
		assertThat(seen).containsExactly(State.LOGGED_OUT, State.WAITING_FOR_APPROVAL, State.LOGGED_IN);
		assertThat(all).isNotEmpty().containsOnly("default");
		this.lifecycle.close();
		awaitInVirtualTime(watched::isDone);
	}

	@Test
	void getAllThenConfiguredOnesComeFirst() {
		this.store.save("user-42", new TwitchToken("at", "rt", Set.of(), null, "1", "dev", "abc"));
		this.manager.getToken("user-42").block(LIMIT);
		this.server.code(1800, 5);
		this.flow.forAccount("user-43").authorize().toFuture();
		assertThat(this.directory.getAll().map(AccountStatus::account).collectList().block(LIMIT))
			.startsWith("default", "bot")
			.containsOnly("default", "bot", "user-42", "user-43");
	}

	@Test
	void getAllThenThoseInTheStoreFollowWithoutBeingTakenUp() {
		for (int i = 0; i < 250; i++) {
			this.store.save("stored-" + i,
					new TwitchToken("at", "rt", Set.of("user:read:chat"), null, "1", "dev", "abc"));
		}
		List<AccountStatus> all = this.directory.getAll().collectList().block(LIMIT);
		assertThat(all).hasSize(252).extracting(AccountStatus::account).doesNotHaveDuplicates();
		assertThat(all.get(251)).isEqualTo(new AccountStatus(all.get(251).account(), State.LOGGED_IN, "dev", "1",
				Set.of("user:read:chat"), Set.of(), null, null, null, null));
		assertThat(this.manager.inUse()).isEmpty();
		assertThat(this.events).isEmpty();
	}

	private void awaitInVirtualTime(Callable<Boolean> condition) {
		Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return condition.call();
		});
	}

	private AccountStatus status() {
		return this.directory.getStatus("default").block(LIMIT);
	}

	private AccountStatus logIn() {
		CompletableFuture<AccountStatus> login = this.directory.logIn("default").toFuture();
		awaitInVirtualTime(login::isDone);
		return login.join();
	}

}
