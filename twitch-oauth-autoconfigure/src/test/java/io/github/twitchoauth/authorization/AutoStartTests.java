package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import io.github.twitchoauth.store.InMemoryTokenStore;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AutoStart}.
 */
class AutoStartTests {

	private static final TwitchToken TOKEN = new TwitchToken("at", "rt", Set.of("user:read:chat"), null, "141981764",
			"twitchdev", "abc");

	// Virtual time would not wait for what a real thread does in the store.
	private final AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(BlockingThreads.create("event-"),
			Runnable::run, BlockingThreads.create("request-"), new ScriptedServer.VirtualClock(), Blocking.REAL);

	private final List<TwitchOAuthEvent> events = new CopyOnWriteArrayList<>();

	private final InMemoryTokenStore store = new InMemoryTokenStore();

	private final DeviceAuthFlow flow = Mockito.mock();

	private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

	private final Map<String, Mono<TwitchToken>> answers = new ConcurrentHashMap<>();

	private VirtualTimeScheduler time;

	private ScriptedServer server;

	@BeforeEach
	void setUp() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.server = new ScriptedServer();
		BDDMockito.given(this.flow.forAccount(ArgumentMatchers.anyString()))
			.willAnswer((call) -> flowOf(call.getArgument(0)));
	}

	@AfterEach
	void tearDown() {
		this.lifecycle.close();
		VirtualTimeScheduler.reset();
	}

	@Test
	void startWhenThereAreSeveralAccountsThenLogsInThoseThatAskForIt() {
		start(account("default", true), account("bot", true), account("idle", false));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.attempts.keySet()).containsExactlyInAnyOrder("default", "bot"));
	}

	@Test
	void startWhenDefaultAccountDoesNotAskForItThenOthersStillDo() {
		start(account("default", false), account("bot", true));
		Awaitility.await().untilAsserted(() -> assertThat(this.attempts.keySet()).containsExactly("bot"));
	}

	@Test
	void startWhenTwitchIsUnavailableThenTriesAgainAfterAPauseUntilItWorks() {
		this.answers.put("default", Mono.defer(() -> (attempts("default") < 4)
				? Mono.error(new TwitchUnavailableException("down")) : Mono.just(TOKEN)));
		startWithFirstAttempt(account("default", true));
		this.time.advanceTimeBy(Duration.ofMillis(999));
		assertThat(attempts("default")).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofMillis(501));
		assertThat(attempts("default")).isEqualTo(2);
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(attempts("default")).isEqualTo(4);
	}

	@Test
	void startWhenTwitchIsUnavailableForLongThenPausesStayShorterThanAMinute() {
		this.answers.put("default", Mono.error(new TwitchUnavailableException("down")));
		startWithFirstAttempt(account("default", true));
		this.time.advanceTimeBy(Duration.ofHours(1));
		int attempts = attempts("default");
		assertThat(attempts).isBetween(60, 200);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(attempts("default")).isGreaterThan(attempts);
	}

	@Test
	void startWhenThePersonDeniesThenDoesNotAskAgainAndOthersLogIn() {
		this.answers.put("default", Mono.error(new AuthorizationDeniedException("denied")));
		startWithFirstAttempt(account("default", true), account("bot", true));
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(attempts("default")).isEqualTo(1);
		Awaitility.await().untilAsserted(() -> assertThat(attempts("bot")).isEqualTo(1));
	}

	@Test
	void startWhenTheNewLoginIsLostBeforeItIsDoneThenAsksAgain() {
		Sinks.One<TwitchToken> login = Sinks.one();
		this.answers.put("default", login.asMono());
		TwitchTokenManager tokenManager = startWithFirstAttempt(account("default", true));
		this.answers.put("default", Mono.just(TOKEN));
		this.store.save("default", TOKEN);
		this.server.answer("/token", 400, "{\"status\":400,\"message\":\"Invalid refresh token\"}")
			.answer("/validate", 401, "{\"status\":401,\"message\":\"invalid access token\"}");
		assertThatExceptionOfType(AuthorizationRequiredException.class)
			.isThrownBy(() -> tokenManager.refresh("default", TOKEN.accessToken()).block());
		assertThat(attempts("default")).isEqualTo(1);
		login.tryEmitValue(TOKEN);
		Awaitility.await().untilAsserted(() -> assertThat(attempts("default")).isEqualTo(2));
	}

	@Test
	void startWhenAnOlderLoginIsLostMeanwhileThenThePersonIsAskedOnce() {
		Sinks.One<TwitchToken> login = Sinks.one();
		this.answers.put("default", login.asMono());
		TwitchTokenManager tokenManager = startWithFirstAttempt(account("default", true));
		this.store.save("default", TOKEN);
		this.server.answer("/token", 400, "{\"status\":400,\"message\":\"Invalid refresh token\"}")
			.answer("/validate", 401, "{\"status\":401,\"message\":\"invalid access token\"}");
		assertThatExceptionOfType(AuthorizationRequiredException.class)
			.isThrownBy(() -> tokenManager.refresh("default", TOKEN.accessToken()).block());
		AbstractTokenManagerTests.adopt(tokenManager, "default", TOKEN);
		login.tryEmitValue(TOKEN);
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> attempts("default") == 1);
	}

	@Test
	void startWhenTokenIsStoredAndLivesThenNobodyIsAsked() {
		this.store.save("default", TOKEN);
		this.server.answer("/validate", 200, ScriptedServer.VALIDATION);
		start(account("default", true));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.events).singleElement()
				.isInstanceOfSatisfying(AuthenticatedEvent.class, (event) -> assertThat(event.isRestored()).isTrue()));
		assertThat(this.attempts).isEmpty();
	}

	@Test
	void startWhenLoggedInThenKeepsTheApplicationAliveUntilItCloses() {
		startWithFirstAttempt(account("default", true));
		assertThat(this.lifecycle.keepAlive().isAlive()).isTrue();
		this.lifecycle.close();
		Awaitility.await().untilAsserted(() -> assertThat(this.lifecycle.keepAlive().isAlive()).isFalse());
	}

	@Test
	void startWhenNoAccountAsksForItThenDoesNotKeepTheApplicationAlive() {
		start(account("default", false));
		assertThat(this.lifecycle.keepAlive().isAlive()).isFalse();
	}

	@Test
	void startWhenApplicationClosesThenNothingMoreIsSent() {
		for (int i = 0; i < 100; i++) {
			this.server.answer("/device", 503, "");
		}
		Application application = application(account("default", true));
		TwitchTokenManager tokenManager = application.manager();
		application.autoStart(tokenManager, application.flow(tokenManager)).start();
		Awaitility.await().until(() -> advanceBy(Duration.ofSeconds(30)) && this.server.received("/device").size() > 1);
		this.lifecycle.close();
		int sent = this.server.received("/device").size();
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.server.received("/device")).hasSize(sent);
	}

	@Test
	void startWhenApplicationClosesThenAStoreThatIsOutOfOrderIsLeftAlone() {
		AtomicInteger reads = new AtomicInteger();
		TokenStore outOfOrder = Mockito.mock();
		BDDMockito.given(outOfOrder.find("default")).willAnswer((call) -> {
			reads.incrementAndGet();
			throw new IllegalStateException("down");
		});
		Application application = application(outOfOrder, account("default", true));
		application.autoStart(application.manager(), this.flow).start();
		Awaitility.await().until(() -> advanceBy(Duration.ofSeconds(5)) && reads.get() > 2);
		this.lifecycle.close();
		int before = reads.get();
		Awaitility.await()
			.during(Duration.ofMillis(500))
			.until(() -> advanceBy(Duration.ofMinutes(1)) && reads.get() <= before + 1);
	}

	private boolean advanceBy(Duration duration) {
		this.time.advanceTimeBy(duration);
		return true;
	}

	private DeviceAuthFlow flowOf(String account) {
		DeviceAuthFlow accountFlow = Mockito.mock();
		BDDMockito.given(accountFlow.authorize()).willReturn(Mono.defer(() -> {
			this.attempts.merge(account, 1, Integer::sum);
			return this.answers.getOrDefault(account, Mono.just(TOKEN));
		}));
		return accountFlow;
	}

	private int attempts(String account) {
		return this.attempts.getOrDefault(account, 0);
	}

	private TwitchTokenManager startWithFirstAttempt(AccountSettings... accounts) {
		TwitchTokenManager tokenManager = start(accounts);
		assertThat(attempts("default")).isEqualTo(1);
		return tokenManager;
	}

	private TwitchTokenManager start(AccountSettings... accounts) {
		Application application = application(accounts);
		TwitchTokenManager tokenManager = application.manager();
		application.autoStart(tokenManager, this.flow).start();
		return tokenManager;
	}

	private Application application(AccountSettings... accounts) {
		return application(this.store, accounts);
	}

	private Application application(TokenStore store, AccountSettings... accounts) {
		return new Application(new Accounts(accounts[0], List.of(accounts).subList(1, accounts.length)),
				new AuthorizationSettings(Duration.ofSeconds(10), false, true, Duration.ofHours(1),
						Duration.ofMinutes(1)),
				this.server.client(), store, this.events::add, this.lifecycle);
	}

	private static AccountSettings account(String name, boolean autoStart) {
		return new AccountSettings(name, new ClientCredentials("abc", null), Set.of("user:read:chat"), autoStart, null);
	}

}
