package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.lifecycle.BlockingThreads;
import io.github.twitchoauth.lifecycle.CountedThreads;
import io.github.twitchoauth.store.TokenStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Sets a {@link TwitchTokenManager} over a {@link FakeTwitch}, in virtual time.
 */
abstract class AbstractTokenManagerTests {

	static final String ACCOUNT = TokenManager.DEFAULT_ACCOUNT;

	static final Duration LIMIT = Duration.ofSeconds(10);

	// Shorter than any time-out, so that none can end between two looks at the threads.
	private static final Duration STEP = Duration.ofMillis(500);

	final List<TwitchOAuthEvent> events = new CopyOnWriteArrayList<>();

	final List<String> lost = new CopyOnWriteArrayList<>();

	final List<Duration> pauses = new CopyOnWriteArrayList<>();

	final UnreliableStore store = new UnreliableStore();

	final AtomicInteger tasks = new AtomicInteger();

	final CountedThreads storeThreads = new CountedThreads(this.tasks);

	final CountedThreads requestThreads = new CountedThreads(this.tasks);

	final ScriptedServer.VirtualClock clock = new ScriptedServer.VirtualClock();

	// Does not wait between one try and the next, but notes how long it would have.
	final AuthorizationLifecycle lifecycle = new AuthorizationLifecycle(BlockingThreads.create("event-"),
			this.storeThreads, this.requestThreads, this.clock, new Blocking() {

				@Override
				public Lock newLock() {
					return new ReentrantLock();
				}

				@Override
				public void pause(Duration duration) {
					AbstractTokenManagerTests.this.pauses.add(duration);
				}

			});

	VirtualTimeScheduler time;

	FakeTwitch twitch;

	TwitchTokenManager manager;

	@BeforeEach
	void setUpManager() {
		this.time = VirtualTimeScheduler.getOrSet();
		this.twitch = new FakeTwitch(this.clock);
		this.manager = manager(this.store);
		this.manager.onLoss((settings) -> this.lost.add(settings.account()));
	}

	@AfterEach
	void tearDownManager() {
		this.lifecycle.close();
		VirtualTimeScheduler.reset();
	}

	TwitchTokenManager manager(TokenStore store) {
		return manager(store, Duration.ofMinutes(1));
	}

	TwitchTokenManager manager(TokenStore store, Duration aheadOfExpiry) {
		return application(store, aheadOfExpiry, true).manager();
	}

	Application application(TokenStore store, Duration aheadOfExpiry, boolean validate) {
		return application(store, settings(aheadOfExpiry, validate), accounts());
	}

	Application application(TokenStore store, AuthorizationSettings settings, Accounts accounts) {
		return new Application(accounts, settings, this.twitch.client(), store, this.events::add, this.lifecycle);
	}

	/**
	 * An application in which only one person may approve.
	 */
	Application expecting(String login) {
		AccountSettings settings = new AccountSettings(ACCOUNT, new ClientCredentials("abc", null), FakeTwitch.SCOPES,
				true, login);
		return application(this.store, settings(Duration.ofMinutes(1), true), new Accounts(settings, List.of()));
	}

	static AuthorizationSettings settings(Duration aheadOfExpiry, boolean validate) {
		return new AuthorizationSettings(FakeTwitch.REQUEST_TIMEOUT, false, validate, Duration.ofHours(1),
				aheadOfExpiry);
	}

	Accounts accounts() {
		return new Accounts(
				new AccountSettings(ACCOUNT, new ClientCredentials("abc", null), FakeTwitch.SCOPES, true, null),
				List.of());
	}

	/**
	 * A token that this process has not seen yet.
	 */
	TwitchToken stored() {
		TwitchToken token = this.twitch.logIn();
		this.store.save(ACCOUNT, token);
		return token;
	}

	/**
	 * A token that this process has in use, of which everybody has been told.
	 */
	TwitchToken loaded() {
		TwitchToken token = stored();
		assertThat(this.manager.getToken().block(LIMIT)).isEqualTo(token);
		expectEvents(AuthenticatedEvent.class);
		this.events.clear();
		return token;
	}

	/**
	 * Logs in with a token of which it is known whose it is.
	 */
	static void adopt(TwitchTokenManager manager, String name, TwitchToken token) {
		Account account = manager.account(name);
		account.exclusively(() -> {
			account.keep(token);
			return account.tellOfLogin();
		});
	}

	/**
	 * The result, while virtual time passes as long as it has to: not while a real thread
	 * has something else to do than to wait for an answer.
	 */
	<T> T await(Mono<T> call) {
		return await(call.toFuture());
	}

	<T> T await(CompletableFuture<T> result) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(25)).until(() -> {
			if (!result.isDone() && this.tasks.get() <= this.twitch.unanswered()) {
				this.time.advanceTimeBy(STEP);
			}
			return result.isDone();
		});
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Lets virtual time pass, but none while a real thread has something to do: a request
	 * that is made meanwhile would run out of time before its answer can come.
	 */
	void pass(Duration duration) {
		Duration left = duration;
		while (!left.isZero()) {
			Duration step = (left.compareTo(STEP) < 0) ? left : STEP;
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> this.tasks.get() <= this.twitch.unanswered());
			this.time.advanceTimeBy(step);
			left = left.minus(step);
		}
	}

	Throwable failure(Mono<?> call) {
		return catchThrowable(() -> call.block(LIMIT));
	}

	void expectEvents(Class<?>... types) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.untilAsserted(
					() -> assertThat(this.events).extracting(Object::getClass).isEqualTo(List.<Class<?>>of(types)));
	}

	static TwitchToken with(TwitchToken token, Set<String> scopes, String login) {
		return new TwitchToken(token.accessToken(), token.refreshToken(), scopes, token.expiresAt(), token.userId(),
				login, token.clientId());
	}

}
