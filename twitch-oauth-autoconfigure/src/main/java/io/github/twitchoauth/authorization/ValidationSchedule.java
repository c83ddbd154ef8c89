package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.BackOffGate;
import io.github.twitchoauth.lifecycle.Due;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Validates tokens regularly, as Twitch demands, with one timer for all accounts. Twitch
 * answers a burst with 429, so requests are few at a time and spread, and all accounts
 * wait after one that was not answered.
 *
 * @see <a href= "https://dev.twitch.tv/docs/authentication/validate-tokens/">Validating
 * tokens</a>
 */
final class ValidationSchedule {

	private static final Log logger = LogFactory.getLog(ValidationSchedule.class);

	private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

	private static final int CONCURRENCY = 4;

	private static final Duration PACE = Duration.ofMillis(100);

	private static final double SHORTEST_SHARE = 0.8;

	private static final int RETRIES_PER_INTERVAL = 60;

	private final AuthorizationSettings settings;

	private final AuthorizationLifecycle lifecycle;

	private final TokenRefresher refresher;

	private final Supplier<Collection<Account>> accounts;

	private final BackOffGate backOff;

	private final AtomicBoolean started = new AtomicBoolean();

	/**
	 * Create a schedule.
	 * @param settings the settings
	 * @param lifecycle ends with the application
	 * @param refresher replaces tokens that turn out to be dead
	 * @param accounts the accounts in use
	 */
	ValidationSchedule(AuthorizationSettings settings, AuthorizationLifecycle lifecycle, TokenRefresher refresher,
			Supplier<Collection<Account>> accounts) {
		this.settings = settings;
		this.lifecycle = lifecycle;
		this.refresher = refresher;
		this.accounts = accounts;
		this.backOff = new BackOffGate(lifecycle.clock());
	}

	void schedule(Account account) {
		scheduleWithin(account, this.settings.validationInterval());
	}

	void scheduleUnlessScheduled(Account account) {
		if (account.validateAt() == null) {
			schedule(account);
		}
	}

	// A login that has not been announced yet is announced once the validation has found
	// its user, so it is validated soon.
	void scheduleFor(Account account) {
		if (account.isAnnounced()) {
			scheduleUnlessScheduled(account);
		}
		else {
			scheduleSoon(account);
		}
	}

	// An earlier due time stays, so that frequent calls do not postpone the validation.
	void scheduleSoon(Account account) {
		Due due = account.validateAt();
		if (due == null || due.left(this.lifecycle.clock()).compareTo(soon()) > 0) {
			scheduleWithin(account, soon());
		}
	}

	void pause(Undetermined<?> unknown) {
		this.backOff.close(unknown.retryAfter(), () -> Refusals.toException(unknown));
	}

	/**
	 * Return how far validations are behind.
	 * @return how long the first one is overdue, 0 if none is
	 */
	Duration lag() {
		return this.accounts.get()
			.stream()
			.map(Account::validateAt)
			.filter(Objects::nonNull)
			.map((due) -> due.left(this.lifecycle.clock()).negated())
			.filter((lag) -> !lag.isNegative())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	// The random share spreads accounts that logged in or failed together.
	private void scheduleWithin(Account account, Duration longest) {
		if (this.settings.validate()) {
			double share = ThreadLocalRandom.current().nextDouble(SHORTEST_SHARE, 1);
			Duration delay = Duration.ofNanos((long) (longest.toNanos() * share));
			account.validateAt(Due.in(delay, this.lifecycle.clock()));
			start();
		}
	}

	private Duration soon() {
		return this.settings.validationInterval().dividedBy(RETRIES_PER_INTERVAL);
	}

	private void start() {
		if (this.started.compareAndSet(false, true)) {
			Duration tick = soon();
			this.lifecycle.disposeOnClose(Flux.interval((tick.compareTo(LONGEST_TICK) < 0) ? tick : LONGEST_TICK)
				.onBackpressureDrop()
				.concatMap((count) -> validateDue().onErrorResume(ValidationSchedule::skip), 1)
				.subscribe());
		}
	}

	// A clock of the application's own may fail. The next tick looks again.
	private static Mono<Void> skip(Throwable error) {
		logger.warn("Tokens could not be validated, trying again", error);
		return Mono.empty();
	}

	private Mono<Void> validateDue() {
		return Flux.fromIterable(this.accounts.get())
			.filter(this::isDue)
			.zipWith(Flux.interval(Duration.ZERO, PACE).onBackpressureDrop(), 1, (account, tick) -> account)
			.takeWhile((account) -> !this.backOff.isClosed())
			.flatMap(this::validate, CONCURRENCY)
			.then();
	}

	// A token that another process has stored is scheduled here.
	private boolean isDue(Account account) {
		Due due = account.validateAt();
		if (due == null && account.current() != null) {
			scheduleFor(account);
			return false;
		}
		return due != null && due.hasCome(this.lifecycle.clock());
	}

	private Mono<Void> validate(Account account) {
		// The due time is cleared first, because a login may set a new one during the
		// validation.
		account.validateAt(null);
		TwitchToken token = account.current();
		if (token == null) {
			return Mono.empty();
		}
		schedule(account);
		return account.validator()
			.validate(token)
			.flatMap((outcome) -> outcome.fold((identified) -> answered(account.learn(identified)), (answer) -> {
				account.expiry().refused(token.accessToken());
				return answered(this.refresher.refresh(account, token.accessToken()));
			}, (unknown) -> {
				pause(unknown);
				return Mono.error(Refusals.toException(unknown));
			}))
			.timeout(AwakeDelay.of(this.settings.callTimeout().multipliedBy(2)))
			.onErrorResume((error) -> tryAgain(account, error));
	}

	// An answer to an earlier request does not end the pause.
	private Mono<Void> answered(Mono<TwitchToken> consequence) {
		if (!this.backOff.isClosed()) {
			this.backOff.open();
		}
		return consequence.then();
	}

	private Mono<Void> tryAgain(Account account, Throwable error) {
		logger.debug("The token of account '" + account.name() + "' could not be validated: " + error.getMessage());
		scheduleSoon(account);
		return Mono.empty();
	}

}
