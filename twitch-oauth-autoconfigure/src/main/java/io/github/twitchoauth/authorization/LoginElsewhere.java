package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.account.AccountSettings;
import io.github.twitchoauth.cluster.Lease;
import io.github.twitchoauth.endpoint.AwakeDelay;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A login of this process as other processes take part in it: one polls, all show its
 * code, and the store tells what becomes of it. Where there are no other processes,
 * nothing is heard of them.
 */
final class LoginElsewhere {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	// A process that renews a code forgets the old one first.
	private static final int LOOKS = 3;

	private final AccountSettings settings;

	private final TwitchTokenManager tokenManager;

	private final Lease turn;

	private final boolean shared;

	private final Mono<Optional<TwitchToken>> before;

	/**
	 * Create what other processes do for a login that begins.
	 * @param settings the account
	 * @param tokenManager knows what is stored
	 * @param turn held by the process that polls
	 * @param shared whether there are other processes
	 */
	LoginElsewhere(AccountSettings settings, TwitchTokenManager tokenManager, Lease turn, boolean shared) {
		this.settings = settings;
		this.tokenManager = tokenManager;
		this.turn = turn;
		this.shared = shared;
		this.before = before().cacheInvalidateIf((token) -> false);
	}

	// If this process has read the store and found that a login is required, any token
	// that it finds later is a new one. Reading the store again here could take the token
	// of a login that another process has just completed for an old one.
	private Mono<Optional<TwitchToken>> before() {
		TwitchToken known = account().current();
		boolean loginRequired = account().isRead() && !account().isAuthorized(known);
		return loginRequired ? Mono.just(Optional.ofNullable(known)) : stored();
	}

	/**
	 * Find out which token is there when the login begins, which says nothing of the
	 * login. Does not wait for the store. A store that fails is asked again before
	 * another token is looked for.
	 */
	void begin() {
		if (this.shared) {
			this.before.subscribe(null, (error) -> {
			});
		}
	}

	private Account account() {
		return this.tokenManager.account(this.settings.account());
	}

	// A store that does not answer is asked again.
	private <T> Mono<T> firstOf(Mono<T> look) {
		return this.shared ? Flux.interval(BETWEEN_LOOKS).onBackpressureDrop().concatMap((tick) -> look, 1).next()
				: Mono.never();
	}

	/**
	 * Return the code that another process shows. A store that fails is asked again,
	 * because another code would be shown than elsewhere.
	 * @return the code, or empty if there is none
	 */
	Mono<DeviceCode> code() {
		return this.shared ? read().retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_LOOKS)) : Mono.empty();
	}

	/**
	 * Do something unless another process has logged the account in meanwhile. A token
	 * that cannot be read, a store that does not answer, or a refresh that is awaited
	 * does not keep it from being done.
	 * @param <T> the type of the result
	 * @param step what to do
	 * @return its result. Does not end as long as there is a new token, of which the user
	 * may not be known yet
	 */
	<T> Mono<T> unlessApproved(Mono<T> step) {
		return this.shared ? isApproved().filter((approved) -> !approved)
			.repeatWhenEmpty((looks) -> looks.delayElements(BETWEEN_LOOKS))
			.then(step) : step;
	}

	private Mono<Boolean> isApproved() {
		return newToken().map((token) -> token.isPresent() && account().isAuthorized())
			.timeout(AwakeDelay.of(this.tokenManager.settings().callTimeout()))
			.onErrorReturn(false);
	}

	/**
	 * Wait until another process shows a code.
	 * @return its code
	 */
	Mono<DeviceCode> nextCode() {
		return firstOf(read().onErrorComplete());
	}

	private Mono<DeviceCode> read() {
		return this.tokenManager.keptCodes().read(this.settings);
	}

	/**
	 * Do something unless another process logs the account in before it has a result.
	 * @param <T> the type of the result
	 * @param step what to do
	 * @param next goes on with the result
	 * @return the token of either
	 */
	<T> Mono<TwitchToken> unlessLoggedIn(Mono<T> step, Function<T, Mono<TwitchToken>> next) {
		return first(step, next, firstOf(token().onErrorComplete()));
	}

	/**
	 * Do something for as long as other processes show the same code.
	 * @param <T> the type of the result
	 * @param code the code
	 * @param answers the answers to its polls. One that is under way may bring the token
	 * for which the code was used up, so it is awaited
	 * @param step what to do
	 * @param next goes on with the result
	 * @return the token of this process or of another one; a {@link LostTokenException}
	 * if there is another code, or a {@link LoginCanceledException} if there is none any
	 * more
	 */
	<T> Mono<TwitchToken> whileShown(DeviceCode code, PollAnswers answers, Mono<T> step,
			Function<T, Mono<TwitchToken>> next) {
		AtomicInteger looks = new AtomicInteger();
		Mono<TwitchToken> end = this.tokenManager.keptCodes()
			.look(this.settings)
			.onErrorComplete()
			.flatMap((stored) -> judge(code, stored, looks));
		return first(step, next,
				firstOf(end).onErrorResume((error) -> answers.whenWithoutToken().then(Mono.error(error))));
	}

	private static <T> Mono<TwitchToken> first(Mono<T> step, Function<T, Mono<TwitchToken>> next,
			Mono<TwitchToken> elsewhere) {
		return Mono.firstWithSignal(step.map(next), elsewhere.map(Mono::just)).flatMap(Function.identity());
	}

	// A code takes a moment to be stored, and may never be if the store fails, so only
	// one that was there can be missing, or replaced although it is the turn of this
	// process.
	private Mono<TwitchToken> judge(DeviceCode code, Optional<DeviceCode> stored, AtomicInteger looks) {
		boolean same = stored.filter((present) -> present.deviceCode().equals(code.deviceCode())).isPresent();
		if (same) {
			looks.set(LOOKS);
			return Mono.empty();
		}
		boolean hasStored = this.tokenManager.keptCodes().hasStored(this.settings, code);
		if (stored.isPresent()) {
			return (this.turn.tenure().isPresent() && !hasStored) ? Mono.empty() : Mono.error(replaced());
		}
		if (hasStored) {
			looks.compareAndSet(0, LOOKS);
		}
		return newToken().onErrorComplete().flatMap((token) -> token.isPresent() ? completed(token) : countDown(looks));
	}

	private Mono<TwitchToken> countDown(AtomicInteger looks) {
		return (looks.get() > 0 && looks.decrementAndGet() == 0) ? Mono.error(ended()) : Mono.empty();
	}

	private Mono<TwitchToken> token() {
		return newToken().flatMap(this::completed);
	}

	// It takes as long as Twitch does until it is known who has approved.
	private Mono<TwitchToken> completed(Optional<TwitchToken> token) {
		return Mono.justOrEmpty(token.filter((present) -> account().isAuthorized() && account().isAnnounced()));
	}

	// The token of a login is stored before its code is forgotten.
	private Mono<Optional<TwitchToken>> newToken() {
		return this.before.flatMap((earlier) -> stored()
			.map((stored) -> stored.filter((token) -> !AccountTokens.isSame(token, earlier.orElse(null)))));
	}

	private Mono<Optional<TwitchToken>> stored() {
		return Mono.defer(() -> this.tokenManager.follow(account())).singleOptional();
	}

	private static LostTokenException replaced() {
		return new LostTokenException("Another process shows another code");
	}

	private LoginCanceledException ended() {
		return new LoginCanceledException("The login of account '" + this.settings.account()
				+ "' was ended by another process before it came to a token");
	}

}
