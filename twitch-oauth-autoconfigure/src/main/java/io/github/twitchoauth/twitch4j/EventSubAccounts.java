package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.ApplicationListeners;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

import org.springframework.util.Assert;

/**
 * The EventSub side of all accounts, which goes along with their logins.
 */
public final class EventSubAccounts implements Consumer<TwitchOAuthEvent> {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private final AtomicBoolean watching = new AtomicBoolean();

	private final Map<String, AccountEventSub> accounts = new ConcurrentHashMap<>();

	private final List<SubscriptionRequest> requests = new CopyOnWriteArrayList<>();

	private final EventSubServices services;

	private final SubscriptionChecks checks;

	private final @Nullable EventSubListeners listeners;

	/**
	 * Create the EventSub side of all accounts.
	 * @param services what accounts share
	 * @param listeners the application's; {@code null} to subscribe to nothing but what
	 * is asked for
	 */
	public EventSubAccounts(EventSubServices services, @Nullable ApplicationListeners listeners) {
		this.services = services;
		this.checks = new SubscriptionChecks(services.accounts());
		this.listeners = (listeners != null) ? new EventSubListeners(listeners) : null;
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		if (event instanceof AuthenticatedEvent authenticated) {
			account(event.getAccount()).start(authenticated.getToken());
		}
		else if (event instanceof TokenRefreshedEvent refreshed) {
			account(event.getAccount()).follow(refreshed.getToken());
		}
		else if (event instanceof AuthorizationLostEvent || event instanceof LoggedOutEvent) {
			account(event.getAccount()).stop();
		}
	}

	private List<SubscriptionRequest> wanted(String account) {
		List<SubscriptionRequest> wanted = new ArrayList<>(this.requests);
		wanted.removeIf((request) -> !account.equals(request.account()));
		if (this.listeners != null) {
			startWatching(this.listeners);
			wanted.addAll(concerning(account, this.listeners.requests()));
		}
		return wanted;
	}

	private List<SubscriptionRequest> concerning(String account, Collection<SubscriptionRequest> listeners) {
		return listeners.stream().filter((listener) -> this.checks.concerns(account, listener.type())).toList();
	}

	// Spring publishes nothing when a listener is added while the application runs.
	private void startWatching(EventSubListeners listeners) {
		if (this.watching.compareAndSet(false, true)) {
			look(listeners);
			this.services.lifecycle()
				.untilClosed(Flux.interval(BETWEEN_LOOKS)
					.filter((tick) -> listeners.isOutdated())
					.subscribe((tick) -> this.services.lifecycle()
						.eventExecutor()
						.execute(() -> subscribe(look(listeners)))));
		}
	}

	private List<SubscriptionRequest> look(EventSubListeners listeners) {
		List<SubscriptionRequest> added = listeners.findNew();
		added.forEach((listener) -> this.checks.warnIfUnheard(listener, this.requests));
		return added;
	}

	private void subscribe(List<SubscriptionRequest> listeners) {
		this.accounts.forEach((name, account) -> concerning(name, listeners).forEach(account::add));
	}

	private AccountEventSub account(String name) {
		return this.accounts.computeIfAbsent(name, (account) -> {
			AccountEventSub created = new AccountEventSub(account, this.services, () -> wanted(account));
			this.services.lifecycle().untilClosed(created::stop);
			return created;
		});
	}

	/**
	 * Subscribe, from now on and over logins.
	 * @param account the account
	 * @param type the name of the type
	 * @param version its version, or {@code null} for the newest
	 * @param condition ids by field name; the account's own user id stands for what is
	 * missing
	 * @param origin who wishes it, for messages
	 * @return ends the subscription when disposed
	 * @throws IllegalArgumentException if there is no such type
	 */
	public Disposable subscribe(String account, String type, @Nullable String version, Map<String, String> condition,
			String origin) {
		EventSubType found = EventSubTypes.find(type, version);
		Assert.notNull(found, "there is no such type and version, or it is not for users");
		SubscriptionRequest request = new SubscriptionRequest(found, condition, account, origin);
		this.requests.add(request);
		account(account).add(request);
		return Disposables.composite(() -> {
			this.requests.remove(request);
			account(account).remove(request);
		});
	}

	/**
	 * Tell of listeners that get no events: no account asks for the scopes, or there is
	 * no subscription to them.
	 */
	public void warnOfUnheard() {
		this.requests.forEach(this.checks::warnIfScopesAreMissing);
		if (this.listeners != null) {
			subscribe(look(this.listeners));
		}
	}

}
