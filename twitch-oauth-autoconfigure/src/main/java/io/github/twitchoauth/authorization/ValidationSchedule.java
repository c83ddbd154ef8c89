package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.BackOffGate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Validates tokens regularly, as Twitch demands, one after the other for all accounts.
 * Twitch answers a burst with 429, so requests are spread, at a pace that goes up only as
 * long as it answers, and all accounts wait after one that was not answered.
 *
 * @see <a href= "https://dev.twitch.tv/docs/authentication/validate-tokens/">Validating
 * tokens</a>
 */
final class ValidationSchedule {

	private static final Log logger = LogFactory.getLog(ValidationSchedule.class);

	private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

	private final AuthorizationSettings settings;

	private final AuthorizationLifecycle lifecycle;

	private final TokenRefresher refresher;

	private final ValidationQueue queue;

	private final BackOffGate backOff;

	private final ValidationPace pace = new ValidationPace();

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * Create a schedule.
	 * @param settings the settings
	 * @param lifecycle ends with the application
	 * @param refresher replaces tokens that turn out to be dead
	 * @param queue knows which accounts are due
	 */
	ValidationSchedule(AuthorizationSettings settings, AuthorizationLifecycle lifecycle, TokenRefresher refresher,
			ValidationQueue queue) {
		this.settings = settings;
		this.lifecycle = lifecycle;
		this.refresher = refresher;
		this.queue = queue;
		this.backOff = new BackOffGate(lifecycle.clock());
	}

	void schedule(Account account) {
		if (isStarted()) {
			this.queue.schedule(account);
		}
	}

	void scheduleInUse(Account account) {
		if (isStarted()) {
			this.queue.scheduleInUse(account);
		}
	}

	void scheduleSoon(Account account) {
		if (isStarted()) {
			this.queue.scheduleSoon(account);
		}
	}

	// An answer to an earlier request does not prolong the pause.
	void pause(Undetermined<?> unknown) {
		if (!this.backOff.isClosed()) {
			this.backOff.close(unknown.retryAfter(), () -> Refusals.toException(unknown));
			if (unknown.isRateLimited()) {
				this.pace.refused();
			}
			else {
				this.pace.unanswered();
			}
		}
	}

	/**
	 * Return how far validations are behind.
	 * @return how long the first one is overdue, 0 if none is
	 */
	Duration lag() {
		return this.settings.validate() ? this.queue.lag() : Duration.ZERO;
	}

	/**
	 * Begin, unless validation is turned off.
	 */
	void start() {
		if (this.settings.validate() && this.started.compareAndSet(false, true)) {
			this.lifecycle.disposeOnClose(due().concatMap(this::inTurn, 1)
				.flatMap(this::validate, ValidationPace.MOST_AT_A_TIME)
				.subscribe());
		}
	}

	private boolean isStarted() {
		start();
		return this.settings.validate();
	}

	private Flux<Account> due() {
		Duration retry = this.settings.validationRetry();
		Duration tick = (retry.compareTo(LONGEST_TICK) < 0) ? retry : LONGEST_TICK;
		return Flux.defer(this::take)
			.onErrorResume(this::skip)
			.repeatWhen(
					(numbers) -> numbers.concatMap((number) -> (number > 0) ? Mono.just(number) : Mono.delay(tick), 1));
	}

	private Flux<Account> take() {
		return this.backOff.isClosed() ? Flux.empty()
				: this.queue.take(this.pace.batch())
					.doOnNext((accounts) -> this.failing.set(false))
					.flatMapIterable(Function.identity());
	}

	// The message of a database's exception may quote what it was given.
	private Flux<Account> skip(Throwable error) {
		String text = "Tokens that are to be validated could not be found, trying again ("
				+ error.getClass().getSimpleName() + ")";
		if (this.failing.getAndSet(true)) {
			logger.debug(text);
		}
		else {
			logger.warn(text);
		}
		return Flux.empty();
	}

	private Mono<Account> inTurn(Account account) {
		return Mono.defer(() -> this.backOff.isClosed() ? Mono.just(account) : this.pace.turn().thenReturn(account))
			.onErrorReturn(account);
	}

	private Mono<Void> validate(Account account) {
		return Mono.defer(() -> this.backOff.isClosed() ? Mono.<Duration>empty() : validated(account))
			.timeout(AwakeDelay.of(this.settings.callTimeout().multipliedBy(2)))
			.onErrorResume((error) -> tryAgain(account, error))
			.doOnNext((longest) -> this.queue.validated(account, longest))
			.switchIfEmpty(Mono.fromRunnable(() -> this.queue.notValidated(account)))
			.onErrorComplete()
			.then();
	}

	private Mono<Duration> validated(Account account) {
		return Mono.justOrEmpty(account.current())
			.switchIfEmpty(Mono.defer(account::load))
			.flatMap((token) -> validated(account, token))
			.defaultIfEmpty(this.settings.validationInterval());
	}

	private Mono<Duration> validated(Account account, TwitchToken token) {
		return this.pace.during(account.validate(token))
			.flatMap((outcome) -> outcome.fold((identified) -> answered(account, account.learn(identified)),
					(answer) -> answered(account, refreshed(account, token)), (unknown) -> {
						pause(unknown);
						return Mono.error(Refusals.toException(unknown));
					}));
	}

	private Mono<TwitchToken> refreshed(Account account, TwitchToken token) {
		account.expiry().refused(token.accessToken());
		return this.refresher.refresh(account, token.accessToken());
	}

	// An answer to an earlier request does not end the pause.
	private Mono<Duration> answered(Account account, Mono<TwitchToken> consequence) {
		if (!this.backOff.isClosed()) {
			this.backOff.open();
			this.pace.answered();
		}
		return consequence.thenReturn(this.settings.validationInterval()).onErrorResume((error) -> {
			log(account, error);
			return Mono.just(account.isNeeded() ? this.settings.validationRetry() : this.settings.validationInterval());
		});
	}

	private Mono<Duration> tryAgain(Account account, Throwable error) {
		log(account, error);
		return Mono.empty();
	}

	private static void log(Account account, Throwable error) {
		logger.debug("The token of account '" + account.name() + "' could not be validated: " + error.getMessage());
	}

}
