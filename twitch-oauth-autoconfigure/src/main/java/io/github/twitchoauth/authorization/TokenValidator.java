package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.lifecycle.Due;
import io.github.twitchoauth.lifecycle.RetryGate;
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
final class TokenValidator {

	private static final Log logger = LogFactory.getLog(TokenValidator.class);

	private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

	private static final int CONCURRENCY = 4;

	private static final Duration PACE = Duration.ofMillis(100);

	private static final double SHORTEST_SHARE = 0.8;

	private static final int RETRIES_PER_INTERVAL = 60;

	private final AuthorizationServices services;

	private final RefreshGate refreshGate;

	private final TokenIdentifier identifier;

	private final Collection<ManagedAccount> accounts;

	private final RetryGate retryGate;

	private final AtomicBoolean started = new AtomicBoolean();

	TokenValidator(AuthorizationServices services, RefreshGate refreshGate, AccountEvents events,
			Collection<ManagedAccount> accounts) {
		this.services = services;
		this.refreshGate = refreshGate;
		this.identifier = new TokenIdentifier(services, events);
		this.accounts = accounts;
		this.retryGate = new RetryGate(services.clock());
	}

	TokenIdentifier identifier() {
		return this.identifier;
	}

	void schedule(ManagedAccount account) {
		scheduleWithin(account, this.services.settings().validationInterval());
	}

	void scheduleUnlessScheduled(ManagedAccount account) {
		if (account.validateAt() == null) {
			schedule(account);
		}
	}

	// Frequent calls must not put the validation off.
	void scheduleSoon(ManagedAccount account) {
		Due due = account.validateAt();
		if (due == null || due.left(this.services.clock()).compareTo(soon()) > 0) {
			scheduleWithin(account, soon());
		}
	}

	void pause(Undetermined<?> unknown) {
		this.retryGate.close(unknown.retryAfter(), () -> Refusals.toException(unknown));
	}

	// The time differs by chance, so that accounts which logged in or failed together
	// spread.
	private void scheduleWithin(ManagedAccount account, Duration longest) {
		if (this.services.settings().validate()) {
			double share = ThreadLocalRandom.current().nextDouble(SHORTEST_SHARE, 1);
			Duration delay = Duration.ofNanos((long) (longest.toNanos() * share));
			account.validateAt(Due.in(delay, this.services.clock()));
			start();
		}
	}

	private Duration soon() {
		return this.services.settings().validationInterval().dividedBy(RETRIES_PER_INTERVAL);
	}

	private void start() {
		if (this.started.compareAndSet(false, true)) {
			Duration tick = soon();
			this.services.lifecycle()
				.untilClosed(Flux.interval((tick.compareTo(LONGEST_TICK) < 0) ? tick : LONGEST_TICK)
					.onBackpressureDrop()
					.concatMap((count) -> validateDue(), 1)
					.subscribe());
		}
	}

	private Mono<Void> validateDue() {
		return Flux.fromIterable(this.accounts)
			.filter(this::isDue)
			.zipWith(Flux.interval(Duration.ZERO, PACE).onBackpressureDrop(), 1, (account, tick) -> account)
			.takeWhile((account) -> !this.retryGate.isClosed())
			.flatMap(this::validate, CONCURRENCY)
			.then();
	}

	private boolean isDue(ManagedAccount account) {
		Due due = account.validateAt();
		return due != null && due.hasCome(this.services.clock());
	}

	private Mono<Void> validate(ManagedAccount account) {
		// Not after: a login may be scheduling its own.
		account.validateAt(null);
		TwitchToken token = account.tokens().current();
		if (token == null) {
			return Mono.empty();
		}
		schedule(account);
		return this.services.client()
			.validate(token.accessToken())
			.flatMap((outcome) -> outcome
				.fold((validation) -> answered(this.identifier.identify(account, token, validation)), (answer) -> {
					account.refused(token.accessToken());
					return answered(this.refreshGate.refresh(account, token.accessToken()));
				}, (unknown) -> {
					pause(unknown);
					return Mono.error(Refusals.toException(unknown));
				}))
			.timeout(AwakeDelay.of(this.refreshGate.patience().multipliedBy(2)))
			.onErrorResume((error) -> tryAgain(account, error));
	}

	// An answer to what was asked before does not end a pause.
	private Mono<Void> answered(Mono<TwitchToken> consequence) {
		if (!this.retryGate.isClosed()) {
			this.retryGate.open();
		}
		return consequence.then();
	}

	private Mono<Void> tryAgain(ManagedAccount account, Throwable error) {
		logger.debug("The token of account '" + account.name() + "' could not be validated: " + error.getMessage());
		scheduleSoon(account);
		return Mono.empty();
	}

}
