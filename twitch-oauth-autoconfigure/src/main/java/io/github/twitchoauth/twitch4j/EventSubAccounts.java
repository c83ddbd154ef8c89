package io.github.twitchoauth.twitch4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.util.Assert;

/**
 * The EventSub side of all accounts, which goes along with their logins.
 */
public final class EventSubAccounts implements Consumer<TwitchOAuthEvent> {

	private static final Log logger = LogFactory.getLog(EventSubAccounts.class);

	private final Map<String, AccountEventSub> accounts = new ConcurrentHashMap<>();

	private final List<SubscriptionRequest> requests = new CopyOnWriteArrayList<>();

	private final EventSubServices services;

	private final @Nullable EventListenerMethods listeners;

	/**
	 * Create the EventSub side of all accounts.
	 * @param services what accounts share
	 * @param listeners knows what the application listens to; {@code null} to subscribe
	 * to nothing but what is asked for
	 */
	public EventSubAccounts(EventSubServices services, @Nullable EventListenerMethods listeners) {
		this.services = services;
		this.listeners = listeners;
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
		listenedTo().stream().filter((request) -> concerns(account, request.type())).forEach(wanted::add);
		return wanted;
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

	private List<SubscriptionRequest> listenedTo() {
		List<SubscriptionRequest> requests = new ArrayList<>();
		if (this.listeners != null) {
			this.listeners.eventClasses().forEach((listener) -> {
				EventSubType type = EventSubTypes.ofEvent(listener.getValue());
				if (type != null) {
					requests.add(new SubscriptionRequest(type, Map.of(), null, "Listener " + listener.getKey()));
				}
			});
		}
		return requests;
	}

	// Where the streamer's account asks for a scope, the bot's need not.
	private boolean concerns(String account, EventSubType type) {
		return asksForScopes(account, type)
				|| this.services.accounts().names().stream().noneMatch((configured) -> asksForScopes(configured, type));
	}

	private boolean asksForScopes(String account, EventSubType type) {
		return type.missingScopes(this.services.accounts().get(account).scopes()).isEmpty();
	}

	/**
	 * Tell of listeners that get no events because no account asks for the scopes.
	 */
	public void warnOfMissingScopes() {
		List<SubscriptionRequest> all = new ArrayList<>(this.requests);
		all.addAll(listenedTo());
		for (SubscriptionRequest request : all) {
			String account = request.account();
			boolean asked = (account != null) ? asksForScopes(account, request.type())
					: this.services.accounts()
						.names()
						.stream()
						.anyMatch((configured) -> asksForScopes(configured, request.type()));
			if (!asked) {
				logger.warn(request.origin() + " will get no events: they need the scopes "
						+ request.type().missingScopes(List.of()) + ", which are not asked for. "
						+ "Add them to twitch.oauth.scopes or to those of an account");
			}
		}
	}

}
