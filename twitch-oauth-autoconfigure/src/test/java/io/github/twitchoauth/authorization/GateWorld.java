package io.github.twitchoauth.authorization;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import io.github.twitchoauth.store.TokenStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes, their store and Twitch, with a pause wherever one thread can get in the
 * way of another: before a lock and after it, at each access to the store, and before and
 * after Twitch does what a request asks for.
 */
final class GateWorld {

	private static final int LAST_SAVES = 20;

	static final String ACCOUNT = TokenManager.DEFAULT_ACCOUNT;

	final GateHistory history = new GateHistory();

	private final Map<String, Object> results = new LinkedHashMap<>();

	private final Conductor conductor;

	private final VirtualTimeScheduler time;

	private final ScriptedServer.VirtualClock clock = new ScriptedServer.VirtualClock();

	private final Server server;

	private final Conductor.Lock storeLock;

	private final Process here;

	private final Process elsewhere;

	private @Nullable TwitchToken stored;

	private @Nullable String unkeptBy;

	private boolean begun;

	private int httpFaults;

	private int storeFaults;

	GateWorld(Conductor conductor, Start start) {
		this.conductor = conductor;
		this.time = VirtualTimeScheduler.set(VirtualTimeScheduler.create());
		this.server = new Server();
		this.server.lifetime(Duration.ofDays(100));
		this.storeLock = conductor.new Lock("store lock");
		this.stored = this.server.logIn();
		this.here = new Process("here");
		this.elsewhere = new Process("elsewhere");
		if (start.loaded()) {
			this.here.load();
		}
		if (start.loaded()) {
			this.elsewhere.load();
		}
		this.clock.jump(start.expired() ? Duration.ofDays(101) : Duration.ofHours(2));
		if (start.refused()) {
			this.server.expire("at-1");
		}
		// Twitch has been seen to let the old access token live.
		this.server.survive("at-1");
		this.server.login("renamed");
		this.history.failed("1");
		this.httpFaults = start.httpFaults();
		this.storeFaults = start.storeFaults();
	}

	void begin(String operation) {
		this.begun = true;
		this.conductor.spawn(operation, () -> {
			switch (operation) {
				case "refresh", "refresh too" -> subscribe(this.here.manager.refresh(ACCOUNT, "at-1"));
				case "refresh elsewhere" -> subscribe(this.elsewhere.manager.refresh(ACCOUNT, "at-1"));
				case "get" -> subscribe(this.here.manager.getToken());
				case "revoke" -> subscribe(this.here.manager.revoke());
				case "forget" -> subscribe(this.here.manager.forget(ACCOUNT));
				case "forget elsewhere" -> subscribe(this.elsewhere.manager.forget(ACCOUNT));
				case "restore" -> subscribe(this.here.manager.restore(ACCOUNT));
				case "validate" -> this.time.advanceTimeBy(Duration.ofSeconds(1));
				case "log in" -> logIn();
				default -> throw new IllegalArgumentException(operation);
			}
		});
	}

	private void logIn() {
		TwitchToken token = this.server.logIn();
		this.history.loggedIn(Conductor.operation(), token);
		if (this.httpFaults + this.storeFaults > 0) {
			AbstractTokenManagerTests.adopt(this.here.manager, ACCOUNT, token);
		}
		else {
			subscribe(this.here.manager.logIn(ACCOUNT,
					new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt())));
		}
	}

	private void subscribe(Mono<?> call) {
		String operation = Conductor.operation();
		this.results.put(operation, "none yet");
		call.map(Object.class::cast)
			.defaultIfEmpty("empty")
			.subscribe((result) -> this.results.put(operation, result), (error) -> this.results.put(operation, error));
	}

	/**
	 * Check what must hold when everything has come to rest.
	 */
	void end(boolean loggedOut) {
		assertThat(this.history.violations()).isEmpty();
		this.results.forEach((operation, result) -> {
			assertThat(result).as("Result of '" + operation + "'")
				.isNotEqualTo("none yet")
				.satisfiesAnyOf((token) -> assertThat(token).isInstanceOf(TwitchToken.class),
						(error) -> assertThat(error).isInstanceOf(TwitchOAuthException.class),
						(empty) -> assertThat(empty).isEqualTo("empty"));
			this.conductor.note(operation + " results in " + result);
		});
		// One may keep the other from saving, and a try has a second of a busy machine.
		for (int i = 0; i < LAST_SAVES
				&& (this.here.account().isUnsaved() || this.elsewhere.account().isUnsaved()); i++) {
			this.here.manager.close();
			this.elsewhere.manager.close();
		}
		this.here.end();
		this.elsewhere.end();
		if (loggedOut) {
			assertThat(this.stored).as("Stored after logout").isNull();
			assertThat(this.here.account().current()).as("In memory after logout").isNull();
		}
		assertThat(this.server.isReplayed() && !this.server.answerWasLost).as("Replay").isFalse();
	}

	private final class Process {

		private final String name;

		private final AuthorizationLifecycle lifecycle;

		private final TwitchTokenManager manager;

		private @Nullable String published;

		Process(String name) {
			this.name = name;
			Conductor conductor = GateWorld.this.conductor;
			this.lifecycle = new AuthorizationLifecycle(Runnable::run, this::execute, this::execute,
					GateWorld.this.clock, blocking(conductor));
			this.lifecycle.keepAlive().close();
			this.manager = new Application(
					new Accounts(new AccountSettings(ACCOUNT, new ClientCredentials("abc", null), FakeTwitch.SCOPES,
							true, null), List.of()),
					new AuthorizationSettings(Duration.ofDays(1), false, true, Duration.ofHours(1),
							Duration.ofMinutes(1)),
					GateWorld.this.server.client(), new Store(name), this::published, this.lifecycle)
				.manager();
		}

		private Blocking blocking(Conductor conductor) {
			return new Blocking() {

				@Override
				public Lock newLock() {
					return conductor.new Lock(Process.this.name + "'s lock");
				}

				@Override
				public void pause(Duration duration) {
					conductor.pause("waits for " + duration);
				}

			};
		}

		void load() {
			this.manager.getToken().block();
		}

		// What happens before the world begins to turn happens at once.
		private void execute(Runnable task) {
			if (GateWorld.this.begun) {
				GateWorld.this.conductor.spawn(task);
			}
			else {
				task.run();
			}
		}

		Account account() {
			return this.manager.account(ACCOUNT);
		}

		// The event speaks of the state that holds at that time.
		private void published(TwitchOAuthEvent event) {
			String token = (event instanceof TokenRefreshedEvent refreshed) ? GateHistory.number(refreshed.getToken())
					: (event instanceof AuthenticatedEvent authenticated) ? GateHistory.number(authenticated.getToken())
							: GateHistory.NONE;
			GateWorld.this.conductor.note(event.getClass().getSimpleName() + " of " + token);
			GateWorld.this.history.require(token.equals(GateHistory.number(account().current())),
					"publishes token " + token + ", which is not current");
			this.published = token;
		}

		// Then the next validation tells of it.
		private boolean isYetToBeIdentified() {
			Account account = this.manager.account(ACCOUNT);
			TwitchToken token = account.current();
			return token != null && token.login() == null && !account.isAnnounced() && account.validateAt() != null;
		}

		void end() {
			assertThat(account().isUnsaved()).as("Unsaved").isFalse();
			String current = GateHistory.number(account().current());
			String seen = GateWorld.this.history.lastSeen(this.name);
			assertThat((seen != null) ? seen : GateHistory.NONE).as("Memory and store of " + this.name)
				.isEqualTo(current);
			if (this.published != null && !isYetToBeIdentified()) {
				assertThat(this.published).as("Last event of " + this.name).isEqualTo(current);
			}
			this.lifecycle.close();
		}

	}

	private final class Store implements TokenStore {

		private final String process;

		private int fault;

		Store(String process) {
			this.process = process;
		}

		@Override
		public @Nullable TwitchToken find(String account) {
			GateWorld.this.conductor.pause("reads the store");
			TwitchToken token = GateWorld.this.stored;
			GateWorld.this.history.seen(this.process, token);
			GateWorld.this.conductor.pause("has read " + GateHistory.number(token));
			return token;
		}

		@Override
		public @Nullable TwitchToken update(String account, UnaryOperator<@Nullable TwitchToken> change) {
			GateWorld.this.storeLock.lock();
			try {
				this.fault = fault();
				if (this.fault == 1 || isLocked()) {
					GateWorld.this.history.notStored(Conductor.operation());
					throw new IllegalStateException("Store is down, or locked by others");
				}
				TwitchToken before = GateWorld.this.stored;
				TwitchToken after = apply(change, before);
				GateWorld.this.conductor.pause("writes " + GateHistory.number(after));
				if (this.fault == 2) {
					GateWorld.this.history.notStored(Conductor.operation(), before, after);
					GateWorld.this.unkeptBy = (after != null) ? this.process : GateWorld.this.unkeptBy;
				}
				else {
					GateWorld.this.unkeptBy = null;
					GateWorld.this.history.stored(Conductor.operation(), before, after);
					GateWorld.this.stored = after;
				}
				GateWorld.this.history.seen(this.process, after);
				if (this.fault > 1) {
					throw new IllegalStateException("Store is full");
				}
				return after;
			}
			finally {
				GateWorld.this.storeLock.unlock();
			}
		}

		@Override
		public void writeAhead(String account, TwitchToken token) {
			if (this.fault > 1) {
				throw new IllegalStateException("Store is full");
			}
			GateWorld.this.stored = token;
			GateWorld.this.conductor.pause("has written ahead " + GateHistory.number(token));
		}

		private @Nullable TwitchToken apply(UnaryOperator<@Nullable TwitchToken> change, @Nullable TwitchToken before) {
			try {
				return change.apply(before);
			}
			catch (RuntimeException ex) {
				GateWorld.this.stored = before;
				throw ex;
			}
		}

		private boolean isLocked() {
			String owner = GateWorld.this.unkeptBy;
			return owner != null && !owner.equals(this.process);
		}

		// 1: before anything, 2: not written, 3: written and yet an exception
		private int fault() {
			int fault = (GateWorld.this.storeFaults > 0) ? GateWorld.this.conductor.choose(4) : 0;
			GateWorld.this.storeFaults -= Math.min(fault, 1);
			return fault;
		}

	}

	private final class Server extends FakeTwitch {

		private boolean answerWasLost;

		Server() {
			super(GateWorld.this.clock);
		}

		@Override
		Mono<ClientResponse> handle(String request, Supplier<ClientResponse> work) {
			return Mono.defer(() -> {
				String number = GateHistory.number(request.substring(request.indexOf(' ') + 1));
				GateWorld.this.conductor.pause(request + " arrives");
				boolean refresh = request.startsWith("refresh");
				if (refresh) {
					GateWorld.this.history.posted(number);
				}
				int fault = fault();
				ClientResponse response = (fault != 1) ? work.get() : null;
				if (refresh && fault != 1) {
					boolean success = response.statusCode().is2xxSuccessful();
					GateWorld.this.history.answered(number, success ? String.valueOf(issued()) : null);
				}
				GateWorld.this.conductor.pause(request + ((fault != 0) ? " is not answered" : " is answered"));
				if (fault != 0) {
					this.answerWasLost = true;
					if (refresh) {
						GateWorld.this.history.lost(number);
					}
					return Mono.error(new IOException("Connection reset"));
				}
				if (request.startsWith("validate")) {
					GateWorld.this.history.validated(number, response.statusCode().is2xxSuccessful());
				}
				return Mono.just(response);
			});
		}

		// 1: did not arrive, 2: arrived, but the answer did not
		private int fault() {
			int fault = (GateWorld.this.httpFaults > 0) ? GateWorld.this.conductor.choose(3) : 0;
			GateWorld.this.httpFaults -= Math.min(fault, 1);
			return fault;
		}

	}

	/**
	 * How a world begins.
	 *
	 * @param loaded whether the processes know the token that is in the store
	 * @param refused whether Twitch has let go of the access token
	 * @param expired whether it is beyond its time
	 * @param httpFaults how many answers may get lost
	 * @param storeFaults how many updates of the store may fail
	 */
	record Start(boolean loaded, boolean refused, boolean expired, int httpFaults, int storeFaults) {

	}

}
