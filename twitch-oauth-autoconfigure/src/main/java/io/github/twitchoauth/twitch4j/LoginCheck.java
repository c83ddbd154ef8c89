package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Finds out whether an account's login is alive after EventSub has said that it is not:
 * only a refusal by the token endpoint tells. Guarded by its owner.
 */
final class LoginCheck {

	private static final Log logger = LogFactory.getLog(LoginCheck.class);

	private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

	private final String account;

	private final TokenManager tokens;

	private final Clock clock;

	private final Consumer<TwitchToken> alive;

	private Disposable underWay = Disposables.disposed();

	private @Nullable Instant startedAt;

	private boolean stopped;

	/**
	 * Create a check.
	 * @param account the account
	 * @param tokens asks the token endpoint
	 * @param clock tells the time
	 * @param alive gets a new token if the login is alive
	 */
	LoginCheck(String account, TokenManager tokens, Clock clock, Consumer<TwitchToken> alive) {
		this.account = account;
		this.tokens = tokens;
		this.clock = clock;
		this.alive = alive;
	}

	// Each subscription is revoked on its own.
	void start() {
		if (!this.underWay.isDisposed()) {
			return;
		}
		Instant now = this.clock.instant();
		boolean atOnce = this.startedAt == null || now.isAfter(this.startedAt.plus(BETWEEN_CHECKS));
		this.startedAt = atOnce ? now : now.plus(BETWEEN_CHECKS);
		this.stopped = false;
		this.underWay = Mono.delay(atOnce ? Duration.ZERO : BETWEEN_CHECKS)
			.flatMap((tick) -> this.tokens.getToken(this.account))
			.flatMap((token) -> this.tokens.refresh(this.account, token.accessToken()))
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CHECKS)
				.filter((error) -> !(error instanceof AuthorizationRequiredException)))
			.subscribe(this.alive, (error) -> logger.debug("The login was checked: " + error.getMessage()));
	}

	// What it finds out at the same moment does not count any more.
	boolean isStopped() {
		return this.stopped;
	}

	void stop() {
		this.stopped = true;
		this.underWay.dispose();
	}

}
