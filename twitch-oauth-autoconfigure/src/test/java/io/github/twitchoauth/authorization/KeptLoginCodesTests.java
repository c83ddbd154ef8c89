package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.DeviceCodeEvent;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins that go on after a restart.
 */
class KeptLoginCodesTests extends AbstractDeviceCodeTests {

	private final KeepingStore keeping = new KeepingStore();

	@Test
	void authorizeThenTheCodeIsKeptWhileItIsPolledFor() {
		this.server.code(1800, 5).poll(400, ScriptedServer.PENDING).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		assertThat(this.keeping.code.userCode()).isEqualTo("ABCDEFGH");
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		assertThat(login).succeedsWithin(LIMIT);
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void authorizeWhenDeniedOrCanceledThenTheCodeIsNotKept() {
		this.server.code(1800, 5).poll(400, "{\"message\":\"access_denied\"}").code(1800, 5);
		CompletableFuture<TwitchToken> denied = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(denied).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(AuthorizationDeniedException.class);
		assertThat(this.keeping.code).isNull();
		Disposable canceled = start().authorize().subscribe();
		assertThat(this.keeping.code).isNotNull();
		canceled.dispose();
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void authorizeWhenTheApplicationClosesThenTheCodeStays() {
		this.server.code(1800, 5);
		start().authorize().onErrorComplete().subscribe();
		this.lifecycle.close();
		assertThat(this.keeping.code.userCode()).isEqualTo("ABCDEFGH");
	}

	@Test
	void authorizeWhenALoginWasUnderWayThenShowsItsCodeAndGoesOn() {
		keep(Duration.ofMinutes(10));
		this.server.poll(400, ScriptedServer.PENDING).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(11));
		assertThat(login).succeedsWithin(LIMIT);
		assertThat(this.server.received("/device")).isEmpty();
		assertThat(this.server.received("/token")).containsExactly(5L, 10L);
		assertThat(this.events).first()
			.isInstanceOfSatisfying(DeviceCodeEvent.class,
					(event) -> assertThat(event.getUserCode()).isEqualTo("KEPT"));
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void authorizeWhenTheKeptCodeHasExpiredThenAsksForANewOne() {
		keep(Duration.ofSeconds(4));
		this.server.code(1800, 5).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(login).succeedsWithin(LIMIT);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenTheKeptCodeWasAskedForWithOtherScopesThenAsksForANewOne() {
		keep(Duration.ofMinutes(10));
		this.keeping.scopes = Set.of("bits:read");
		this.server.code(1800, 5).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(login).succeedsWithin(LIMIT);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenTheKeptCodeIsUsedUpThenAsksForANewOne() {
		keep(Duration.ofMinutes(10));
		this.server.poll(2, 400, "{\"message\":\"invalid device code\"}").code(1800, 5).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(login).succeedsWithin(LIMIT);
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenAnotherProcessHasUsedTheKeptCodeThenTakesItsToken() {
		keep(Duration.ofMinutes(10));
		this.server.poll(2, 400, "{\"message\":\"invalid device code\"}")
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		TwitchToken token = new TwitchToken("at-9", "rt-9", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "141981764", "twitchdev", "abc");
		this.keeping.save("default", token);
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(login).succeedsWithin(LIMIT).isEqualTo(token);
		assertThat(this.server.received("/device")).isEmpty();
	}

	@Test
	void authorizeWhenNobodyApprovesTheKeptCodeThenFailsAsForAnyOther() {
		keep(Duration.ofSeconds(20));
		this.server.poll(10, 400, ScriptedServer.PENDING);
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(login).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(DeviceCodeExpiredException.class);
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void authorizeWhenTheStoreFailsThenTheLoginGoesOn() {
		this.keeping.failing = true;
		this.server.code(1800, 5).approve();
		CompletableFuture<TwitchToken> login = start().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(login).succeedsWithin(LIMIT);
	}

	private void keep(Duration left) {
		this.keeping.code = new DeviceCode("kept-device-code", "KEPT", URI.create("https://www.twitch.tv/activate"),
				this.lifecycle.clock().instant().plus(left), Duration.ofSeconds(5));
	}

	private TwitchDeviceAuthFlow start() {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		return new Application(accounts,
				new AuthorizationSettings(Duration.ofSeconds(10), false, true, Duration.ofHours(1),
						Duration.ofMinutes(1)),
				this.server.client(), this.keeping, this.events::add, this.lifecycle)
			.flow();
	}

}
