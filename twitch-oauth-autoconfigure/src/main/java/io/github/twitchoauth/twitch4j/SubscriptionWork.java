package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates subscriptions for one session, and keeps trying where there is no telling.
 */
final class SubscriptionWork {

	private static final Log logger = LogFactory.getLog(SubscriptionWork.class);

	private static final int CONCURRENCY = 4;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final AccountEventSub account;

	private final SubscriptionEndpoint endpoint;

	private final String sessionId;

	private final Disposable.Composite underWay = Disposables.composite();

	SubscriptionWork(AccountEventSub account, SubscriptionEndpoint endpoint, String sessionId) {
		this.account = account;
		this.endpoint = endpoint;
		this.sessionId = sessionId;
	}

	void start(List<Subscription> subscriptions) {
		this.underWay.add(Flux.fromIterable(subscriptions)
			.flatMap((subscription) -> attempt(subscription, FIRST_PAUSE), CONCURRENCY)
			.then()
			.subscribe(null, (error) -> logger.error("Subscribing to EventSub failed", error),
					() -> this.account.attemptedAll(this)));
	}

	void add(Subscription subscription) {
		this.underWay.add(attempt(subscription, FIRST_PAUSE).subscribe(null, null, () -> this.account.attempted(this)));
	}

	void stop() {
		this.underWay.dispose();
	}

	// Completes in any case. What is tried again later nobody waits for.
	private Mono<Void> attempt(Subscription subscription, Duration pause) {
		return Mono.defer(() -> this.account.deletion(subscription))
			.then(this.endpoint.create(subscription, this.sessionId))
			.doOnNext((id) -> this.account.created(this, subscription, id))
			.onErrorResume((error) -> {
				failed(subscription, error, pause);
				return Mono.empty();
			})
			.then();
	}

	private void failed(Subscription subscription, Throwable error, Duration pause) {
		if (error instanceof SubscriptionRefusedException || error instanceof MissingScopeException
				|| error instanceof ClientConfigurationException) {
			this.account.refused(this, subscription, (TwitchOAuthException) error);
		}
		else if (error instanceof AuthorizationRequiredException) {
			this.account.loginRequired(this);
		}
		else {
			logger.warn("Subscribing to " + subscription.type() + " has to wait, trying again in " + pause.toSeconds()
					+ " s: " + error.getMessage());
			Duration doubled = pause.multipliedBy(2);
			this.underWay.add(Mono.delay(pause)
				.filter((tick) -> this.account.wants(subscription))
				.flatMap((tick) -> attempt(subscription,
						(doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE))
				.subscribe());
		}
	}

}
