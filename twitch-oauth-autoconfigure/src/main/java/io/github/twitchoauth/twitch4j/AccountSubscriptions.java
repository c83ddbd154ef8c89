package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What an account is subscribed to, and is to be. Everything happens under the account's
 * monitor, and what the session before has begun does not count.
 */
final class AccountSubscriptions {

	private final AccountEventSub account;

	private final SubscriptionReports reports;

	private final SubscriptionEndpoint endpoint;

	private final WantedSubscriptions wanted;

	private final SubscriptionFailures failures = new SubscriptionFailures();

	private final Map<Subscription, Mono<Void>> deletions = new ConcurrentHashMap<>();

	private @Nullable SubscriptionWork work;

	AccountSubscriptions(AccountEventSub account, SubscriptionReports reports, SubscriptionEndpoint endpoint,
			WantedSubscriptions wanted) {
		this.account = account;
		this.reports = reports;
		this.endpoint = endpoint;
		this.wanted = wanted;
	}

	void add(SubscriptionRequest request, TwitchToken token) {
		try {
			Subscription subscription = this.wanted.add(request, token);
			if (subscription != null && this.work != null) {
				this.work.add(subscription);
			}
		}
		catch (TwitchOAuthException ex) {
			this.reports.failed(ex);
		}
	}

	void remove(SubscriptionRequest request) {
		List<Subscription> before = this.wanted.all();
		this.wanted.remove(request).forEach(this::delete);
		before.stream().filter((subscription) -> !this.wanted.contains(subscription)).forEach(this::forget);
	}

	private void forget(Subscription subscription) {
		this.failures.remove(subscription);
		if (this.work != null) {
			this.work.cancel(subscription);
		}
	}

	// A subscription that is wanted again meanwhile waits for the end.
	private void delete(Subscription subscription, String id) {
		Mono<Void> deletion = this.endpoint.delete(id)
			.doOnError((error) -> this.reports.notDeleted(subscription, error))
			.onErrorComplete()
			.doFinally((signal) -> this.deletions.remove(subscription))
			.cache();
		this.deletions.put(subscription, deletion);
		deletion.subscribe();
	}

	void revoked(Subscription subscription, String status) {
		this.wanted.remove(subscription);
		forget(subscription);
		this.reports.revoked(subscription, status);
	}

	void clear() {
		this.wanted.clear();
		this.failures.clear();
	}

	boolean isEmpty() {
		return this.wanted.isEmpty();
	}

	boolean isAnyCreated() {
		return this.wanted.isAnyCreated();
	}

	void sessionStarted(String id) {
		sessionEnded();
		this.work = new SubscriptionWork(this, this.endpoint, id);
		this.work.start(this.wanted.all());
	}

	void sessionEnded() {
		this.wanted.sessionEnded();
		// What is deleted belongs to the session that has ended.
		this.deletions.clear();
		if (this.work != null) {
			this.work.stop();
			this.work = null;
		}
	}

	Mono<Void> deletion(Subscription subscription) {
		return this.deletions.getOrDefault(subscription, Mono.empty());
	}

	boolean wants(Subscription subscription) {
		synchronized (this.account) {
			return this.wanted.contains(subscription);
		}
	}

	private void when(SubscriptionWork by, Runnable action) {
		synchronized (this.account) {
			if (by == this.work) {
				action.run();
			}
		}
	}

	void created(SubscriptionWork by, Subscription subscription, String id) {
		when(by, () -> {
			if (wants(subscription)) {
				this.wanted.created(subscription, id);
				this.reports.created(subscription, this.failures.remove(subscription));
			}
			else if (!id.isEmpty()) {
				delete(subscription, id);
			}
		});
	}

	/**
	 * A subscription could not be created, and may be some time.
	 * @param by who has tried
	 * @param subscription the subscription
	 * @param error why not
	 */
	void postponed(SubscriptionWork by, Subscription subscription, Throwable error) {
		when(by, () -> {
			boolean important = (error instanceof SubscriptionLimitException) ? this.failures.addLimit(subscription)
					: !this.failures.contains(subscription);
			Duration pause = this.failures.add(subscription);
			this.reports.postponed(subscription, error, important, pause);
			by.tryAgain(subscription, pause);
		});
	}

	void refused(SubscriptionWork by, Subscription subscription, TwitchOAuthException error) {
		when(by, () -> {
			SubscriptionRequest request = this.wanted.remove(subscription);
			forget(subscription);
			if (request != null) {
				this.reports.refused(request, subscription, error);
			}
		});
	}

	// The next login starts the account again.
	void loginRequired(SubscriptionWork by) {
		when(by, this.account::stop);
	}

	void attempted(SubscriptionWork by, boolean all) {
		when(by, () -> this.account.attempted(all));
	}

}
