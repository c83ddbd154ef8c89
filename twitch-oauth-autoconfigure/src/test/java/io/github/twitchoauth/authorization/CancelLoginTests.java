package io.github.twitchoauth.authorization;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins that are canceled, at whatever point they are.
 */
class CancelLoginTests extends AbstractDeviceCodeTests {

	private final KeepingStore keeping = new KeepingStore();

	private TwitchDeviceAuthFlow flow;

	private AccountDirectory directory;

	@BeforeEach
	void setUpDirectory() {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		Application application = new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false,
				true, Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.keeping, this.events::add,
				this.lifecycle);
		TwitchTokenManager manager = application.manager();
		this.flow = application.flow(manager);
		this.directory = new AccountDirectory(accounts, manager, this.flow, application.events(), this.lifecycle);
	}

	@Test
	void cancelLoginWhenTwoCodesArePolledForThenEndsBoth() {
		this.server.code(1800, 5).code(1800, 5);
		CompletableFuture<TwitchToken> own = this.flow.getDeviceCode()
			.flatMap(this.flow::pollForAuthorization)
			.toFuture();
		CompletableFuture<TwitchToken> other = this.flow.authorize().toFuture();
		this.directory.cancelLogin("default").block(LIMIT);
		expectCanceled(own);
		expectCanceled(other);
		assertThat(this.directory.getStatus("default").block(LIMIT).pendingLogin()).isNull();
	}

	@Test
	void cancelLoginWhenTheCodeIsAskedForThenEndsTheLogin() {
		this.server.answer("/device", Mono.never());
		CompletableFuture<TwitchToken> login = this.flow.authorize().toFuture();
		this.directory.cancelLogin("default").block(LIMIT);
		expectCanceled(login);
	}

	@Test
	void cancelLoginWhenTheNextCodeIsAboutToBeAskedForThenEndsTheLogin() {
		this.server.code(1800, 5)
			.poll(Mono.error(new IOException("reset")))
			.poll(2, 400, ScriptedServer.INVALID)
			.code(1800, 5);
		CompletableFuture<TwitchToken> login = this.flow.authorize().toFuture();
		while (this.server.received("/token").size() < 3) {
			this.time.advanceTimeBy(Duration.ofMillis(100));
		}
		this.directory.cancelLogin("default").block(LIMIT);
		expectCanceled(login);
	}

	@Test
	void cancelLoginWhenTheStoreFailsThenItsCodeIsForgottenAsSoonAsThatIsPossible() {
		this.server.code(1800, 5).poll(10, 400, ScriptedServer.PENDING);
		CompletableFuture<TwitchToken> login = this.flow.authorize().toFuture();
		this.keeping.failing = true;
		this.directory.cancelLogin("default").block(LIMIT);
		expectCanceled(login);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.keeping.code).isNotNull();
		this.keeping.failing = false;
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void logOutWhenOnlyTheDeviceCodeIsKnownThenEndsTheLogin() {
		CompletableFuture<TwitchToken> login = this.flow
			.pollForAuthorization("dc", Duration.ofMinutes(30), Duration.ofSeconds(5))
			.toFuture();
		this.directory.logOut("default").block(LIMIT);
		expectCanceled(login);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.server.received("/token")).isEmpty();
	}

	@Test
	void cancelLoginWhenAnEarlierProcessHasLeftACodeThenTheNextLoginHasANewOne() {
		this.keeping.code = new DeviceCode("kept-device-code", "KEPT", URI.create("https://www.twitch.tv/activate"),
				this.lifecycle.clock().instant().plusSeconds(600), Duration.ofSeconds(5));
		this.server.code(1800, 5);
		this.directory.cancelLogin("default").block(LIMIT);
		CompletableFuture<AccountStatus> login = this.directory.logIn("default").toFuture();
		Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
			this.time.advanceTimeBy(Duration.ofMillis(1));
			return login.isDone();
		});
		assertThat(login.join().pendingLogin().userCode()).isEqualTo("ABCDEFGH");
	}

	private void expectCanceled(CompletableFuture<TwitchToken> login) {
		assertThat(login).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(LoginCanceledException.class);
	}

}
