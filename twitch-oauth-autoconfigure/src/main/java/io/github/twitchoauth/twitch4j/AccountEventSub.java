package io.github.twitchoauth.twitch4j;

import java.util.List;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The EventSub side of one account, from login to logout.
 */
final class AccountEventSub implements EventSubReceiver {

	private static final Log logger = LogFactory.getLog(AccountEventSub.class);

	private static final String AUTHORIZATION_REVOKED = "authorization_revoked";

	private final String account;

	private final Supplier<List<SubscriptionRequest>> requests;

	private final EventSubServices services;

	private final NotificationDelivery delivery;

	private final AccountSubscriptions subscriptions;

	private final LoginCheck loginCheck;

	private @Nullable TwitchToken login;

	private @Nullable EventSubSession session;

	private boolean ready;

	/**
	 * Create the EventSub side of an account, which does nothing yet.
	 * @param account the account
	 * @param services what accounts share
	 * @param requests what to subscribe to after a login
	 */
	AccountEventSub(String account, EventSubServices services, Supplier<List<SubscriptionRequest>> requests) {
		this.account = account;
		this.requests = requests;
		this.services = services;
		this.delivery = new NotificationDelivery(account, services);
		this.subscriptions = new AccountSubscriptions(this, new SubscriptionReports(account, services.events()),
				new SubscriptionEndpoint(services.helix(), account), new WantedSubscriptions(account));
		this.loginCheck = new LoginCheck(account, services.tokens(), services.clock(), this::startAgain);
	}

	/**
	 * Begin, or begin anew, with a login.
	 * @param token the token that the account has logged in with
	 */
	synchronized void start(TwitchToken token) {
		stop();
		this.login = token;
		this.requests.get().forEach((request) -> this.subscriptions.add(request, token));
		connect();
		if (this.session == null) {
			becomeReady();
		}
	}

	// Unless the account has been logged out or in since.
	private synchronized void startAgain(TwitchToken token) {
		if (this.login != null && !this.loginCheck.isStopped()) {
			start(token);
		}
	}

	/**
	 * Go on with another token, which may come from a login somewhere else.
	 * @param token the token
	 */
	synchronized void follow(TwitchToken token) {
		TwitchToken before = this.login;
		if (before != null && token.userId() != null
				&& !(token.userId().equals(before.userId()) && token.scopes().equals(before.scopes()))) {
			start(token);
		}
	}

	synchronized void stop() {
		this.login = null;
		this.ready = false;
		this.loginCheck.stop();
		this.subscriptions.clear();
		disconnectIfUnused();
	}

	synchronized void add(SubscriptionRequest request) {
		if (this.login != null) {
			this.subscriptions.add(request, this.login);
			connect();
		}
	}

	synchronized void remove(SubscriptionRequest request) {
		this.subscriptions.remove(request);
		disconnectIfUnused();
	}

	private void connect() {
		if (this.session == null && !this.subscriptions.isEmpty() && !this.services.lifecycle().isClosed()) {
			EventSubSocket socket = this.services.socket();
			this.session = new EventSubSession(this, socket::open, socket.uri(),
					new ConnectionReports(this.account, socket.uri()));
			this.session.open();
		}
	}

	// Twitch closes a connection that nobody has subscribed on, again and again.
	private void disconnectIfUnused() {
		if (this.session != null && this.subscriptions.isEmpty()) {
			sessionEnded();
			this.session.close();
			this.session = null;
		}
	}

	@Override
	public void sessionStarted(String id) {
		this.subscriptions.sessionStarted(id);
	}

	@Override
	public void sessionEnded() {
		this.subscriptions.sessionEnded();
	}

	@Override
	public boolean isSubscribed() {
		return this.subscriptions.isAnyCreated();
	}

	/**
	 * Something was tried to be subscribed to.
	 * @param all whether that was all of it
	 */
	synchronized void attempted(boolean all) {
		if (all) {
			becomeReady();
		}
		if (this.ready) {
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
		switch (message.type()) {
			case EventSubMessage.NOTIFICATION -> this.delivery.deliver(message);
			case EventSubMessage.REVOCATION -> revoked(message.subscription(), message.status());
			default -> logger.trace("EventSub says that it is there");
		}
	}

	private void revoked(Subscription subscription, String status) {
		this.subscriptions.revoked(subscription, status);
		if (status.equals(AUTHORIZATION_REVOKED)) {
			this.loginCheck.start();
		}
		disconnectIfUnused();
	}

}
