package io.github.twitchoauth.authorization;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes and one that has just started, their store and Twitch, with a pause
 * wherever one thread can get in the way of another: before a lock and after it, at each
 * access to the store, and before and after Twitch does what a request asks for.
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

	private final GateStore store;

	private final Process here;

	private final Process elsewhere;

	private final Process yonder;

	private final Start start;

	private boolean begun;

	private int httpFaults;

	GateWorld(Conductor conductor, Start start) {
		this.conductor = conductor;
		this.time = VirtualTimeScheduler.set(VirtualTimeScheduler.create());
		this.server = new Server();
		this.server.lifetime(Duration.ofDays(100));
		this.store = start.kept().store(conductor, this.history, this.server.logIn(), start.storeFaults());
		this.here = new Process("here");
		this.elsewhere = new Process("elsewhere");
		this.yonder = new Process("yonder");
		if (start.loaded()) {
			this.here.load();
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
		this.start = start;
		this.httpFaults = start.httpFaults();
	}

	private Stream<Process> processes() {
		return Stream.of(this.here, this.elsewhere, this.yonder);
	}

	void begin(String operation) {
		this.begun = true;
		this.conductor.spawn(operation, () -> {
			switch (operation) {
				case "refresh", "refresh too" -> subscribe(this.here.manager.refresh(ACCOUNT, "at-1"));
				case "refresh elsewhere" -> subscribe(this.elsewhere.manager.refresh(ACCOUNT, "at-1"));
				case "refresh yonder" -> subscribe(this.yonder.manager.refresh(ACCOUNT, "at-1"));
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
		if (this.start.isFaulty()) {
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
		for (int i = 0; i < LAST_SAVES && processes().anyMatch((process) -> process.account().isUnsaved()); i++) {
			processes().forEach((process) -> process.manager.close());
		}
		processes().forEach(Process::end);
		if (loggedOut) {
			assertThat(this.store.stored()).as("Stored after logout").isNull();
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
					GateWorld.this.server.client(), GateWorld.this.store.open(name), this::published, this.lifecycle)
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
	 * @param kept where the processes keep their token
	 */
	record Start(boolean loaded, boolean refused, boolean expired, int httpFaults, int storeFaults, Kept kept) {

		Start(boolean loaded, boolean refused, boolean expired, int httpFaults, int storeFaults) {
			this(loaded, refused, expired, httpFaults, storeFaults, Kept.IN_FILE);
		}

		boolean isFaulty() {
			return this.httpFaults + this.storeFaults > 0;
		}

	}

	/**
	 * Where the processes keep their token.
	 */
	enum Kept {

		/**
		 * In a file with a lock.
		 */
		IN_FILE,

		/**
		 * In a row that is locked while it is updated.
		 */
		IN_LOCKED_ROW,

		/**
		 * In a row that is claimed but not locked.
		 */
		IN_CLAIMED_ROW;

		GateStore store(Conductor conductor, GateHistory history, TwitchToken token, int faults) {
			return (this == IN_FILE) ? new GateFile(conductor, history, token, faults)
					: new GateRows(conductor, history, token, faults, this == IN_LOCKED_ROW);
		}

	}

}
