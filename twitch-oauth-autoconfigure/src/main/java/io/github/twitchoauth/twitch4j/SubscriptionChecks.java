package io.github.twitchoauth.twitch4j;

import java.util.List;

import io.github.twitchoauth.account.Accounts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells which account can subscribe to what, as far as that is known before a login.
 */
final class SubscriptionChecks {

	private static final Log logger = LogFactory.getLog(SubscriptionChecks.class);

	private final Accounts accounts;

	SubscriptionChecks(Accounts accounts) {
		this.accounts = accounts;
	}

	// Where one account asks for the scopes of a type, the others need not subscribe.
	boolean concerns(String account, EventSubType type) {
		return isAvailable(type) && (asksForScopes(account, type) || !isAnyAskingForScopes(type));
	}

	private static boolean isAvailable(EventSubType type) {
		return EventSubTypes.ofEvent(type.eventClass()) != null;
	}

	private boolean asksForScopes(String account, EventSubType type) {
		return type.missingScopes(this.accounts.get(account).scopes()).isEmpty();
	}

	private boolean isAnyAskingForScopes(EventSubType type) {
		return this.accounts.names().stream().anyMatch((configured) -> asksForScopes(configured, type));
	}

	/**
	 * Warn of a request whose scopes no account asks for.
	 * @param request the request
	 */
	void warnIfScopesAreMissing(SubscriptionRequest request) {
		EventSubType type = request.type();
		String account = request.account();
		if (!((account != null) ? asksForScopes(account, type) : isAnyAskingForScopes(type))) {
			logger.warn(request.origin() + " will get no events: they need the scopes " + type.missingScopes(List.of())
					+ ", which are not asked for. Add them to twitch.oauth.scopes or to those of an account");
		}
	}

	/**
	 * Warn of a listener that gets no events.
	 * @param listener what it listens to
	 * @param requests what is subscribed to in any case
	 */
	void warnIfUnheard(SubscriptionRequest listener, List<SubscriptionRequest> requests) {
		EventSubType type = listener.type();
		if (isAvailable(type)) {
			warnIfScopesAreMissing(listener);
		}
		else if (requests.stream().noneMatch((request) -> request.type().eventClass() == type.eventClass())) {
			EventSubType newest = EventSubTypes.find(type.name(), null);
			logger.warn(listener.origin() + " will get no events: "
					+ ((newest != null) ? "Twitch sends none of that version any more. Listen to " + newest.eventName()
							: "no user can subscribe to " + type.name() + " over WebSocket"));
		}
	}

}
