package io.github.twitchoauth.twitch4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The EventSub side of one account: what it is subscribed to, from login to logout.
 */
final class AccountEventSub implements EventSubSession.Receiver {

	private static final Log logger = LogFactory.getLog(AccountEventSub.class);

	private final String account;

	private final EventSubServices services;

	private final NotificationDelivery delivery;

	private final SubscriptionEndpoint endpoint;

	// What there is to be subscribed to, by who asks for it.
	private final Map<Subscription, SubscriptionRequest> wanted = new LinkedHashMap<>();

	private final Map<Subscription, String> ids = new LinkedHashMap<>();

	private @Nullable TwitchToken login;

	private @Nullable EventSubSession session;

	private @Nullable SubscriptionWork work;

	private boolean ready;

	AccountEventSub(String account, EventSubServices services) {
		this.account = account;
		this.services = services;
		this.delivery = new NotificationDelivery(account, services);
		this.endpoint = new SubscriptionEndpoint(services.webClients().apply(account));
	}

	/**
	 * Begin, or begin anew, with a login.
	 * @param token the token that the account has logged in with
	 * @param requests what to subscribe to
	 */
	synchronized void start(TwitchToken token, List<SubscriptionRequest> requests) {
		stop();
		this.login = token;
		requests.forEach((request) -> want(token, request));
		connect();
		if (this.wanted.isEmpty()) {
			becomeReady();
		}
	}

	synchronized void stop() {
		this.login = null;
		this.ready = false;
		this.wanted.clear();
		disconnect();
	}

	synchronized void add(SubscriptionRequest request) {
		TwitchToken token = this.login;
		Subscription subscription = (token != null) ? want(token, request) : null;
		if (subscription != null) {
			connect();
			if (this.work != null) {
				this.work.add(subscription);
			}
		}
	}

	synchronized void remove(SubscriptionRequest request) {
		this.wanted.entrySet().removeIf((entry) -> {
			boolean found = entry.getValue() == request;
			String id = found ? this.ids.remove(entry.getKey()) : null;
			if (id != null && !id.isEmpty()) {
				this.endpoint.delete(id)
					.subscribe(null, (error) -> logger.debug("A subscription was not deleted", error));
			}
			return found;
		});
		disconnectIfUnused();
	}

	private @Nullable Subscription want(TwitchToken token, SubscriptionRequest request) {
		EventSubType type = request.type();
		List<String> missing = type.missingScopes(token.scopes());
		if (!missing.isEmpty()) {
			fail(new MissingScopeException(request.origin() + " needs the scopes " + missing + ", which account '"
					+ this.account + "' has not been granted. Add them to the account's scopes " + "and log in again"));
			return null;
		}
		Map<String, String> condition = type.condition(request.condition(), token.userId());
		if (condition == null) {
			logger.warn(request.origin() + " cannot be served for account '" + this.account
					+ "': it is not known who the user is. Set twitch.oauth.validation.enabled=true");
			return null;
		}
		Subscription subscription = new Subscription(type.name(), type.version(), condition);
		return (this.wanted.putIfAbsent(subscription, request) == null) ? subscription : null;
	}

	private void fail(TwitchOAuthException error) {
		logger.error(error.getMessage());
		this.services.events().dispatch(new AuthorizationFailedEvent(this, this.account, error));
	}

	private void connect() {
		if (this.session == null && !this.wanted.isEmpty() && !this.services.lifecycle().isClosed()) {
			this.session = new EventSubSession(this, this.services.socket(),
					Schedulers.fromExecutor(this.services.lifecycle().eventExecutor()));
			this.session.open();
		}
	}

	private void disconnect() {
		sessionEnded();
		if (this.session != null) {
			this.session.close();
			this.session = null;
		}
	}

	// Twitch closes a connection that is not used, again and again.
	private void disconnectIfUnused() {
		if (this.wanted.isEmpty()) {
			disconnect();
		}
	}

	@Override
	public void sessionStarted(String id) {
		sessionEnded();
		this.work = new SubscriptionWork(this, this.endpoint, id);
		this.work.start(List.copyOf(this.wanted.keySet()));
	}

	@Override
	public void sessionEnded() {
		this.ids.clear();
		if (this.work != null) {
			this.work.stop();
			this.work = null;
		}
	}

	synchronized void created(SubscriptionWork by, Subscription subscription, String id) {
		if (by == this.work && this.wanted.containsKey(subscription)) {
			this.ids.put(subscription, id);
			logger.debug("Account '" + this.account + "' is subscribed to " + subscription);
		}
	}

	synchronized void refused(SubscriptionWork by, Subscription subscription, TwitchOAuthException error) {
		SubscriptionRequest request = (by == this.work) ? this.wanted.remove(subscription) : null;
		if (request != null) {
			String text = request.origin() + " gets no events: Twitch refuses account '" + this.account
					+ "' the subscription to " + subscription + ". " + error.getMessage();
			fail((error instanceof MissingScopeException) ? new MissingScopeException(text)
					: new SubscriptionRefusedException(text));
		}
	}

	synchronized void attempted(SubscriptionWork by) {
		if (by == this.work) {
			becomeReady();
			disconnectIfUnused();
		}
	}

	private void becomeReady() {
		TwitchToken token = this.login;
		if (!this.ready && token != null) {
			this.ready = true;
			this.services.events().dispatch(new TwitchClientReadyEvent(this, this.account, token));
		}
	}

	@Override
	public void received(EventSubMessage message) {
		if (message.type().equals(EventSubMessage.NOTIFICATION)) {
			this.delivery.deliver(message);
		}
		else {
			revoked(message.subscription(), message.status());
		}
	}

	private void revoked(Subscription subscription, String status) {
		this.wanted.remove(subscription);
		this.ids.remove(subscription);
		logger.warn("Twitch has ended the subscription of account '" + this.account + "' to " + subscription + " ("
				+ status + ")");
		this.services.events()
			.dispatch(new EventSubRevokedEvent(this, this.account, subscription.type(), subscription.condition(),
					status));
		if (status.equals("authorization_revoked")) {
			checkLogin();
		}
		disconnectIfUnused();
	}

	// Only a refusal by the token endpoint tells that the login is dead.
	private void checkLogin() {
		this.services.tokens()
			.getToken(this.account)
			.flatMap((token) -> this.services.tokens().refresh(this.account, token.accessToken()))
			.subscribe(null, (error) -> logger.debug("The login was checked: " + error.getMessage()));
	}

}
