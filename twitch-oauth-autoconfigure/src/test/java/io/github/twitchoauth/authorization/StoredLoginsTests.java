package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.cluster.MapLeaseStorage;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredLogins}.
 */
class StoredLoginsTests extends AbstractDeviceCodeTests {

	private static final String LEASE = "abc/login/visitor";

	private static final Duration LOOKS = Duration.ofSeconds(11);

	private final KeepingStore keeping = new KeepingStore();

	private final MapLeaseStorage storage = new MapLeaseStorage();

	private final Accounts accounts = new Accounts(
			new AccountSettings("default", new ClientCredentials("abc", null), Set.of("user:read:chat"), true, null),
			List.of());

	private AccountDirectory directory;

	@BeforeEach
	void setUpKeptCode() {
		this.keeping.account = "visitor";
		this.keeping.code = code("KEPT", 600);
	}

	@Test
	void followWhenNoOtherProcessSharesTheStoreThenPollsForTheCode() {
		this.server.poll(400, ScriptedServer.PENDING).approve().answer("/validate", 200, ScriptedServer.VALIDATION);
		follow(Leases.ofOneProcess());
		assertThat(status().pendingLogin().userCode()).isEqualTo("KEPT");
		this.time.advanceTimeBy(LOOKS);
		Awaitility.await().until(() -> !events(AuthenticatedEvent.class).isEmpty());
		assertThat(status().state()).isEqualTo(State.LOGGED_IN);
		assertThat(this.keeping.code).isNull();
		assertThat(this.server.received("/token")).hasSize(2);
	}

	@Test
	void followWhenTheCodeHasExpiredThenDoesNotShowIt() {
		this.keeping.code = code("OLD", -600);
		follow(Leases.ofOneProcess());
		assertNothingIsShown();
		assertThat(this.keeping.code).isNotNull();
	}

	@Test
	void followWhenTheCodeHasExpiredLongAgoThenForgetsIt() {
		this.keeping.code = code("OLD", -90_000);
		follow(Leases.ofOneProcess());
		assertNothingIsShown();
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void followWhenTheAccountIsStartedByItselfThenLeavesItAlone() {
		this.keeping.account = "default";
		follow(Leases.ofOneProcess());
		assertNothingIsShown();
		assertThat(this.keeping.code).isNotNull();
	}

	@Test
	void followWhenTheAccountIsLoggedInThenForgetsTheCodeThatAProcessHasLeft() {
		this.keeping.save("visitor", token());
		follow(Leases.ofOneProcess());
		assertNothingIsShown();
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void followWhenTheStoreFailsThenLooksAgain() {
		this.server.poll(20, 400, ScriptedServer.PENDING);
		this.keeping.failing = true;
		follow(Leases.ofOneProcess());
		this.time.advanceTimeBy(LOOKS);
		assertThat(status().pendingLogin()).isNull();
		this.keeping.failing = false;
		this.time.advanceTimeBy(LOOKS);
		assertThat(status().pendingLogin().userCode()).isEqualTo("KEPT");
	}

	@Test
	void followWhenAnotherProcessPollsThenShowsItsCodesAndTellsNobody() {
		followShared();
		assertThat(status().pendingLogin().userCode()).isEqualTo("KEPT");
		this.keeping.code = code("NEXT", 600);
		this.time.advanceTimeBy(LOOKS);
		assertThat(status().pendingLogin().userCode()).isEqualTo("NEXT");
		this.keeping.code = null;
		this.time.advanceTimeBy(LOOKS);
		assertNothingIsShown();
	}

	@Test
	void followWhenTheStoreFailsMeanwhileThenTheCodeIsShownAllTheSame() {
		followShared();
		this.keeping.failing = true;
		this.time.advanceTimeBy(LOOKS);
		assertThat(status().pendingLogin().userCode()).isEqualTo("KEPT");
	}

	@Test
	void followWhenTheOtherProcessDiesThenPollsForTheCode() {
		this.server.poll(20, 400, ScriptedServer.PENDING);
		followShared();
		this.time.advanceTimeBy(LOOKS);
		assertThat(this.server.received("/token")).isEmpty();
		this.storage.free(LEASE);
		this.time.advanceTimeBy(LOOKS);
		assertThat(this.server.received("/token")).isNotEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
				.containsExactly("KEPT"));
		assertThat(status().pendingLogin().userCode()).isEqualTo("KEPT");
	}

	@Test
	void followWhenTheLoginIsCanceledHereThenItDoesNotComeBack() {
		followShared();
		this.directory.cancelLogin("visitor").block(LIMIT);
		assertThat(status().pendingLogin()).isNull();
		this.storage.free(LEASE);
		this.time.advanceTimeBy(LOOKS);
		assertNothingIsShown();
		assertThat(this.keeping.code).isNull();
	}

	@Test
	void followWhenTheApplicationClosesThenLeavesTheCode() {
		this.server.poll(20, 400, ScriptedServer.PENDING);
		follow(Leases.ofOneProcess());
		this.time.advanceTimeBy(LOOKS);
		this.lifecycle.close();
		assertThat(this.keeping.code).isNotNull();
	}

	@Test
	void logInWhenTheCodeOfAnotherProcessHasJustEndedThenAsksForANewOne() {
		this.server.code(1800, 5);
		followShared();
		this.keeping.code = null;
		this.storage.free(LEASE);
		this.directory.logIn("visitor").subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(status().pendingLogin().userCode()).isEqualTo("ABCDEFGH");
	}

	private void assertNothingIsShown() {
		this.time.advanceTimeBy(LOOKS);
		assertThat(status().pendingLogin()).isNull();
		assertThat(this.server.received("/token")).isEmpty();
		assertThat(this.server.received("/device")).isEmpty();
		assertThat(events(DeviceCodeEvent.class)).isEmpty();
		assertThat(events(AuthorizationFailedEvent.class)).isEmpty();
	}

	private AccountStatus status() {
		return this.directory.getStatus("visitor").block(LIMIT);
	}

	private <E> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	private void followShared() {
		this.keeping.leases = this.storage;
		this.storage.giveToAnother(LEASE);
		follow(Leases.sharedThrough(this.storage, Duration.ofSeconds(15), this.lifecycle));
		this.time.advanceTimeBy(Duration.ofSeconds(1));
	}

	private void follow(Leases leases) {
		Application application = new Application(this.accounts, new AuthorizationSettings(Duration.ofSeconds(10),
				false, true, Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.keeping,
				this.events::add, this.lifecycle);
		TwitchTokenManager manager = application.manager();
		TwitchDeviceAuthFlow flow = application.flow(manager, leases);
		this.directory = new AccountDirectory(this.accounts, manager, flow, application.events(), this.lifecycle);
		new StoredLogins(this.accounts, this.keeping, () -> manager, () -> flow, this.lifecycle).follow();
	}

	private DeviceCode code(String name, int seconds) {
		return new DeviceCode("device-code-" + name, name, URI.create("https://www.twitch.tv/activate"),
				this.lifecycle.clock().instant().plusSeconds(seconds), Duration.ofSeconds(5));
	}

	private TwitchToken token() {
		return new TwitchToken("at-9", "rt-9", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "141981764", "twitchdev", "abc");
	}

}
