package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.cluster.Leases;
import io.github.twitchoauth.cluster.MapLeaseStorage;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a login that several processes show, and that one of them polls for.
 */
class SharedLoginTests extends AbstractDeviceCodeTests {

	private static final String LEASE = "abc/login/default";

	private static final String CODE = codeAnswer("ABCDEFGH");

	private final KeepingStore keeping = new KeepingStore();

	private final MapLeaseStorage leases = new MapLeaseStorage();

	@Test
	void authorizeWhenTwoProcessesBeginThenOnePollsAndBothHaveItsToken() {
		this.server.code(1800, 5).poll(2, 400, ScriptedServer.PENDING).approve();
		CompletableFuture<TwitchToken> first = process().authorize().toFuture();
		CompletableFuture<TwitchToken> second = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(18));
		assertThat(this.server.received("/device")).hasSize(1);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 15L);
		assertThat(first).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		assertThat(second).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		Awaitility.await().until(() -> events(AuthenticatedEvent.class).size() == 2);
		assertThat(events(AuthenticatedEvent.class)).filteredOn(AuthenticatedEvent::isRestored).hasSize(1);
		assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
			.containsExactly("ABCDEFGH", "ABCDEFGH");
	}

	@Test
	void authorizeWhenATokenIsStoredAlreadyThenAsksAPersonAllTheSame() {
		this.server.answer("/device", Mono.never());
		this.keeping.save("default", token("twitchdev"));
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(login).isNotDone();
	}

	@Test
	void authorizeWhenAnotherProcessHasLoggedInSinceTheStoreWasAskedThenAsksNobody() {
		this.server.code(1800, 5);
		Application application = application();
		TwitchTokenManager manager = application.manager();
		assertThat(manager.restore("default").block(LIMIT)).isNull();
		this.keeping.save("default", token("twitchdev"));
		CompletableFuture<TwitchToken> login = flow(application, manager).authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at-9");
		assertThat(this.server.received("/device")).isEmpty();
	}

	@Test
	void authorizeWhenAnotherProcessHasLoggedInBeforeThisOneGetsItsTurnThenAsksNobody() {
		this.server.code(1800, 5);
		this.leases.giveToAnother(LEASE);
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofMillis(500));
		this.keeping.save("default", token("twitchdev"));
		this.leases.free(LEASE);
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at-9");
		assertThat(this.server.received("/device")).isEmpty();
	}

	@Test
	void authorizeWhenWhatAnotherProcessHasStoredIsRemovedAgainThenAsksAPerson() {
		this.server.code(1800, 5);
		Application application = application();
		TwitchTokenManager manager = application.manager();
		assertThat(manager.restore("default").block(LIMIT)).isNull();
		this.keeping.save("default", token(null));
		flow(application, manager).authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(this.server.received("/device")).isEmpty();
		this.keeping.remove("default");
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenTheStoredTokenCannotBeReadThenAsksAPersonAllTheSame() {
		this.server.code(1800, 5);
		this.keeping.unreadable = true;
		process().authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenAnotherProcessHasUsedUpItsCodeAndEndedThenAsksForANewOne() {
		this.server.code(1800, 5).poll(2, 400, ScriptedServer.INVALID).poll(20, 400, ScriptedServer.PENDING);
		this.leases.giveToAnother(LEASE);
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.keeping.code = code("SHOWN");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.leases.free(LEASE);
		this.time.advanceTimeBy(Duration.ofSeconds(40));
		assertThat(login).isNotDone();
		Awaitility.await()
			.untilAsserted(() -> assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
				.containsExactly("SHOWN", "ABCDEFGH"));
		assertThat(events(AuthorizationFailedEvent.class)).isEmpty();
	}

	@Test
	void authorizeWhenTheLeaseGoesToAnotherProcessThenPollsNoMore() {
		this.server.code(1800, 5).poll(2, 400, ScriptedServer.PENDING);
		process().authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		this.leases.giveToAnother(LEASE);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		int polls = this.server.received("/token").size();
		this.time.advanceTimeBy(Duration.ofMinutes(5));
		assertThat(this.server.received("/token")).hasSize(polls);
		assertThat(this.keeping.code).isNotNull();
	}

	@Test
	void authorizeWhenAnotherProcessForgetsTheCodeThenIsCanceled() {
		this.server.code(1800, 5).poll(2, 400, ScriptedServer.PENDING);
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		this.keeping.code = null;
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(login).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(LoginCanceledException.class);
	}

	@Test
	void authorizeWhenAnotherProcessTakesLongToFindOutWhoApprovedThenWaitsForThat() {
		this.leases.giveToAnother(LEASE);
		this.keeping.code = code("SHOWN");
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		this.keeping.save("default", token(null));
		this.keeping.code = null;
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(login).isNotDone();
		this.keeping.save("default", token("twitchdev"));
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at-9");
		assertThat(events(AuthorizationFailedEvent.class)).isEmpty();
	}

	@Test
	void authorizeWhenTheProcessThatPollsRenewsTheCodeThenShowsTheNewOne() {
		this.leases.giveToAnother(LEASE);
		this.keeping.code = code("OLD");
		process().authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		this.keeping.code = null;
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		this.keeping.code = code("NEW");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		Awaitility.await()
			.untilAsserted(() -> assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
				.containsExactly("OLD", "NEW"));
		assertThat(events(AuthorizationFailedEvent.class)).isEmpty();
		assertThat(this.server.received("/token")).isEmpty();
	}

	@Test
	void authorizeWhenAnotherCodeIsShownWhileAnAnswerIsUnderWayThenAwaitsThatAnswer() {
		this.server.code(1800, 5)
			.poll(answer(Duration.ofSeconds(9), ScriptedServer.TOKEN))
			.answer("/validate", 200, ScriptedServer.VALIDATION);
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		this.leases.giveToAnother(LEASE);
		this.keeping.code = code("NEW");
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
	}

	@Test
	void authorizeWhenACodeIsSavedAfterTheTurnHasPassedOnThenTheCodeOfTheNextProcessStays() {
		Deque<Runnable> heldUp = new ArrayDeque<>();
		AtomicBoolean stuck = new AtomicBoolean();
		try (AuthorizationLifecycle slow = lifecycle((task) -> {
			if (!stuck.get() || !heldUp.add(task)) {
				task.run();
			}
		})) {
			this.server.answer("/device", answer(Duration.ofSeconds(2), codeAnswer("LATE")))
				.answer("/device", answer(Duration.ZERO, codeAnswer("NEXT")))
				.poll(20, 400, ScriptedServer.PENDING);
			process(slow).authorize().onErrorComplete().subscribe();
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			stuck.set(true);
			process().authorize().onErrorComplete().subscribe();
			this.time.advanceTimeBy(Duration.ofSeconds(20));
			assertThat(this.keeping.code.userCode()).isEqualTo("NEXT");
			stuck.set(false);
			heldUp.forEach(Runnable::run);
			this.time.advanceTimeBy(Duration.ofSeconds(10));
			assertThat(this.keeping.code.userCode()).isEqualTo("NEXT");
			Awaitility.await()
				.untilAsserted(() -> assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
					.containsExactlyInAnyOrder("LATE", "NEXT", "NEXT"));
		}
	}

	@Test
	void authorizeWhenTheCodeIsReplacedInTheStoreThenTheProcessWhoseTurnItIsPollsForThat() {
		this.server.code(1800, 5).poll(400, ScriptedServer.PENDING).approve();
		CompletableFuture<TwitchToken> login = process().authorize().toFuture();
		this.time.advanceTimeBy(Duration.ofSeconds(6));
		this.keeping.code = code("STORED");
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.keeping.code.userCode()).isEqualTo("STORED");
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(login).succeedsWithin(LIMIT).extracting(TwitchToken::accessToken).isEqualTo("at");
		assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
			.containsExactly("ABCDEFGH", "STORED");
		assertThat(this.server.received("/device")).hasSize(1);
	}

	@Test
	void authorizeWhenTheStoreFailsThatMomentThenTheCodeIsKeptAMomentLater() {
		this.server.answer("/device", answer(Duration.ofSeconds(2), CODE));
		process().authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.keeping.failing = true;
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		this.keeping.failing = false;
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.keeping.code.userCode()).isEqualTo("ABCDEFGH");
	}

	@Test
	void authorizeWhenTheLeaseIsLostForAMomentThenTheCodeIsKeptAfterwards() {
		this.server.answer("/device", answer(Duration.ofSeconds(8), CODE));
		process().authorize().onErrorComplete().subscribe();
		this.leases.giveToAnother(LEASE);
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(this.keeping.code).isNull();
		this.leases.free(LEASE);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.keeping.code.userCode()).isEqualTo("ABCDEFGH");
	}

	@Test
	void authorizeWhenTheStoreFailsToReadTheCodeThenReadsItAgain() {
		this.keeping.code = code("KEPT");
		this.keeping.failing = true;
		this.server.code(1800, 5);
		process().authorize().onErrorComplete().subscribe();
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		this.keeping.failing = false;
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.server.received("/device")).isEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(events(DeviceCodeEvent.class)).extracting(DeviceCodeEvent::getUserCode)
				.containsOnly("KEPT"));
	}

	private static String codeAnswer(String userCode) {
		return "{\"device_code\":\"dc-" + userCode + "\",\"user_code\":\"" + userCode
				+ "\",\"expires_in\":1800,\"interval\":5,\"verification_uri\":\"https://www.twitch.tv/activate\"}";
	}

	private static Mono<ClientResponse> answer(Duration delay, String body) {
		return Mono.delay(delay).map((tick) -> ScriptedServer.response(200).body(body).build());
	}

	private TwitchToken token(String login) {
		return new TwitchToken("at-9", "rt-9", Set.of("user:read:chat"),
				this.lifecycle.clock().instant().plusSeconds(14400), "141981764", login, "abc");
	}

	private DeviceCode code(String name) {
		return new DeviceCode("device-code-" + name, name, URI.create("https://www.twitch.tv/activate"),
				this.lifecycle.clock().instant().plusSeconds(600), Duration.ofSeconds(5));
	}

	private <E> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	private TwitchDeviceAuthFlow process() {
		return process(this.lifecycle);
	}

	private TwitchDeviceAuthFlow process(AuthorizationLifecycle lifecycle) {
		Application application = application(lifecycle);
		return flow(application, application.manager());
	}

	private TwitchDeviceAuthFlow flow(Application application, TwitchTokenManager manager) {
		return application.flow(manager,
				Leases.sharedThrough(this.leases, Duration.ofSeconds(15), application.lifecycle()));
	}

	private static AuthorizationLifecycle lifecycle(Executor store) {
		return new AuthorizationLifecycle(BlockingThreads.create("event-"), store, BlockingThreads.create("request-"),
				new ScriptedServer.VirtualClock(), Blocking.REAL);
	}

	private Application application() {
		return application(this.lifecycle);
	}

	private Application application(AuthorizationLifecycle lifecycle) {
		Accounts accounts = new Accounts(new AccountSettings("default", new ClientCredentials("abc", null),
				Set.of("user:read:chat"), true, null), List.of());
		return new Application(accounts, new AuthorizationSettings(Duration.ofSeconds(10), false, true,
				Duration.ofHours(1), Duration.ofMinutes(1)), this.server.client(), this.keeping, this.events::add,
				lifecycle);
	}

}
