package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	private final AccountSubscriptions subscriptions;

	private final SubscriptionEndpoint endpoint;

	private final String sessionId;

	private final Disposable.Composite underWay = Disposables.composite();

	// Guarded by the account.
	private final Map<Subscription, Disposable> retries = new HashMap<>();

	SubscriptionWork(AccountSubscriptions subscriptions, SubscriptionEndpoint endpoint, String sessionId) {
		this.subscriptions = subscriptions;
		this.endpoint = endpoint;
		this.sessionId = sessionId;
	}

	void start(List<Subscription> subscriptions) {
		this.underWay.add(Flux.fromIterable(subscriptions)
			.flatMap((subscription) -> attempt(subscription), CONCURRENCY)
			.then()
			.subscribe(null, (error) -> logger.error("Subscribing to EventSub failed", error),
					() -> this.subscriptions.attempted(this, true)));
	}

	void add(Subscription subscription) {
		this.underWay.add(attempt(subscription).subscribe(null, null, () -> this.subscriptions.attempted(this, false)));
	}

	void stop() {
		this.underWay.dispose();
	}

	// Completes in any case, and does not wait for what is tried again later.
	private Mono<Void> attempt(Subscription subscription) {
		return Mono.defer(() -> this.subscriptions.deletion(subscription))
			.then(this.endpoint.create(subscription, this.sessionId))
			.doOnNext((id) -> this.subscriptions.created(this, subscription, id))
			.onErrorResume((error) -> {
				failed(subscription, error);
				return Mono.empty();
			})
			.then();
	}

	private void failed(Subscription subscription, Throwable error) {
		if (error instanceof SubscriptionRefusedException || error instanceof MissingScopeException
				|| error instanceof ClientConfigurationException) {
			this.subscriptions.refused(this, subscription, (TwitchOAuthException) error);
		}
		else if (error instanceof AuthorizationRequiredException) {
			this.subscriptions.loginRequired(this);
		}
		else {
			this.subscriptions.postponed(this, subscription, error);
		}
	}

	void tryAgain(Subscription subscription, Duration pause) {
		Disposable retry = Mono.delay(pause).flatMap((tick) -> attempt(subscription)).subscribe();
		this.underWay.add(retry);
		Disposable before = this.retries.put(subscription, retry);
		if (before != null) {
			this.underWay.remove(before);
		}
	}

	void cancel(Subscription subscription) {
		Disposable retry = this.retries.remove(subscription);
		if (retry != null) {
			this.underWay.remove(retry);
			retry.dispose();
		}
	}

}
