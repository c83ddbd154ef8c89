package io.github.twitchoauth.twitch4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * EventSub for all accounts: each is connected from its login to its logout, and
 * subscribed to what listeners, properties and code ask for.
 *
 * @since 0.1.0
 */
public final class EventSub implements Consumer<TwitchOAuthEvent>, Disposable {

	private final Map<String, AccountEventSub> accounts = new ConcurrentHashMap<>();

	private final Disposable.Composite open = Disposables.composite();

	private final List<SubscriptionRequest> requests = new CopyOnWriteArrayList<>();

	private final SubscriptionChecks checks;

	private final TokenManager tokens;

	private final EventDispatcher events;

	private final EventSubListeners listeners;

	private final EventSubSessions sessions;

	private final HelixRequests helix;

	private final EventSubCounts counts;

	/**
	 * Create EventSub for all accounts.
	 * @param accounts the accounts
	 * @param tokens where tokens come from
	 * @param events publishes events about logins and subscriptions
	 * @param listeners the application's listeners to EventSub events
	 * @param sessions connects to EventSub
	 * @param helix begins requests to Helix
	 */
	public EventSub(Accounts accounts, TokenManager tokens, EventDispatcher events, EventSubListeners listeners,
			EventSubSessions sessions, HelixRequests helix) {
		this.checks = new SubscriptionChecks(accounts);
		this.tokens = tokens;
		this.events = events;
		this.listeners = listeners;
		this.sessions = sessions;
		this.helix = helix;
		this.counts = new EventSubCounts(listeners.clock());
	}

	@Override
	public void accept(TwitchOAuthEvent event) {
		if (event instanceof AuthenticatedEvent authenticated) {
			add(findNewListeners());
			this.listeners.watch(this::add);
			account(event.getAccount()).start(authenticated.getToken());
		}
		else {
			AccountEventSub known = this.accounts.get(event.getAccount());
			if (known != null) {
				follow(known, event);
			}
		}
	}

	// Nothing is kept of accounts that are only validated here, because they are many.
	private static void follow(AccountEventSub account, TwitchOAuthEvent event) {
		if (event instanceof TokenRefreshedEvent refreshed) {
			account.follow(refreshed.getToken());
		}
		else if (event instanceof AuthorizationLostEvent || event instanceof LoggedOutEvent) {
			account.stop();
		}
	}

	EventSubCounts counts() {
		return this.counts;
	}

	long connectionCount() {
		return this.accounts.values().stream().filter(AccountEventSub::isConnected).count();
	}

	long subscriptionCount() {
		return this.accounts.values().stream().mapToLong(AccountEventSub::subscriptionCount).sum();
	}

	private AccountEventSub account(String name) {
		return this.accounts.computeIfAbsent(name, (account) -> {
			AccountEventSub created = create(account);
			this.open.add(created);
			return created;
		});
	}

	private AccountEventSub create(String account) {
		EventSubReports reports = new EventSubReports(this, account, this.events, this.counts);
		NotificationDelivery delivery = new NotificationDelivery(this.listeners.executor(),
				new NotificationPublisher(reports, this.listeners));
		return new AccountEventSub(reports, () -> wanted(account), this.sessions.create(reports, delivery::oldest),
				new SubscriptionEndpoint(this.helix, account), new LoginCheck(account, this.tokens), delivery);
	}

	private List<SubscriptionRequest> wanted(String account) {
		List<SubscriptionRequest> wanted = new ArrayList<>(this.requests);
		wanted.removeIf((request) -> !account.equals(request.account()));
		wanted.addAll(concerning(account, this.listeners.requests()));
		return wanted;
	}

	private List<SubscriptionRequest> concerning(String account, List<SubscriptionRequest> listeners) {
		return listeners.stream().filter((listener) -> this.checks.concerns(account, listener.type())).toList();
	}

	private List<SubscriptionRequest> findNewListeners() {
		List<SubscriptionRequest> added = this.listeners.findNew();
		added.forEach((listener) -> this.checks.warnIfUnheard(listener, this.requests));
		return added;
	}

	private void add(List<SubscriptionRequest> listeners) {
		this.accounts.forEach((name, account) -> concerning(name, listeners).forEach(account::add));
	}

	/**
	 * Subscribe, from now on and over logins.
	 * @param account the account
	 * @param type the name of the type
	 * @param version its version, or {@code null} for the newest; required for a type
	 * that twitch4j has no class for
	 * @param condition ids by field name; the account's own user id stands for what is
	 * missing of a type that twitch4j has a class for
	 * @param origin where the request comes from, for messages
	 * @return ends the subscription when disposed
	 * @throws IllegalArgumentException if there is no such type
	 */
	public Disposable subscribe(String account, String type, @Nullable String version, Map<String, String> condition,
			String origin) {
		SubscriptionRequest request = new SubscriptionRequest(EventSubTypes.get(type, version), condition, account,
				origin);
		this.requests.add(request);
		account(account).add(request);
		return Disposables.composite(() -> {
			this.requests.remove(request);
			account(account).remove(request);
		});
	}

	/**
	 * Warn of listeners that get no events: no account asks for the scopes, or there is
	 * no subscription to them.
	 */
	public void warnOfUnheard() {
		this.requests.forEach(this.checks::warnIfScopesAreMissing);
		add(findNewListeners());
	}

	@Override
	public void dispose() {
		this.open.dispose();
	}

}
