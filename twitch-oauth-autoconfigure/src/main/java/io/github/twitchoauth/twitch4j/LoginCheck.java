package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Finds out whether an account's login is alive after EventSub has said that it is not:
 * only a refusal by the token endpoint tells. It is not thread-safe: its owner makes one
 * call at a time.
 */
final class LoginCheck {

	private static final Log logger = LogFactory.getLog(LoginCheck.class);

	private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

	private final String account;

	private final TokenManager tokens;

	private Disposable underWay = Disposables.disposed();

	private long earliest = Long.MIN_VALUE;

	private boolean stopped;

	/**
	 * Create a check.
	 * @param account the account
	 * @param tokens asks the token endpoint
	 */
	LoginCheck(String account, TokenManager tokens) {
		this.account = account;
		this.tokens = tokens;
	}

	/**
	 * Start a check, unless one is under way: Twitch revokes each subscription on its
	 * own.
	 * @param alive gets a new token if the login is alive
	 */
	void start(Consumer<TwitchToken> alive) {
		if (isUnderWay()) {
			return;
		}
		long now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
		long pause = (now >= this.earliest) ? 0 : BETWEEN_CHECKS.toMillis();
		this.earliest = now + pause + BETWEEN_CHECKS.toMillis();
		this.stopped = false;
		this.underWay = Mono.delay(Duration.ofMillis(pause))
			.flatMap((tick) -> this.tokens.getToken(this.account))
			.flatMap((token) -> this.tokens.refresh(this.account, token.accessToken()))
			.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_CHECKS)
				.filter((error) -> !(error instanceof AuthorizationRequiredException)))
			.subscribe(alive, (error) -> logger.debug("The login was checked: " + error.getMessage()));
	}

	boolean isUnderWay() {
		return !this.underWay.isDisposed();
	}

	// A result that arrives while the check is being stopped does not count.
	boolean isStopped() {
		return this.stopped;
	}

	void stop() {
		this.stopped = true;
		this.underWay.dispose();
	}

}
