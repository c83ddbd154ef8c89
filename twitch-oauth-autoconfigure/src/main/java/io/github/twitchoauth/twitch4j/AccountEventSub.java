package io.github.twitchoauth.twitch4j;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.cluster.Tenure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The EventSub side of one account, from login to logout. It has the one lock under which
 * everything happens to the account's session and subscriptions.
 */
final class AccountEventSub implements EventSubReceiver, Subscriptions.Owner, Disposable {

	private static final Log logger = LogFactory.getLog(AccountEventSub.class);

	private static final String AUTHORIZATION_REVOKED = "authorization_revoked";

	private final EventSubReports reports;

	private final Supplier<List<SubscriptionRequest>> requests;

	private final AccountSession session;

	private final LoginCheck loginCheck;

	private final NotificationDelivery delivery;

	private final Subscriptions subscriptions;

	private final RecentMessages recentMessages = new RecentMessages();

	private @Nullable TwitchToken login;

	private boolean ready;

	private boolean disposed;

	/**
	 * Create the EventSub side of an account, which does nothing yet.
	 * @param reports tells what becomes of it
	 * @param requests what to subscribe to after a login
	 * @param session connects to EventSub if no other process does
	 * @param endpoint creates subscriptions
	 * @param loginCheck finds out whether the login is alive
	 * @param delivery hands notifications to the application
	 */
	AccountEventSub(EventSubReports reports, Supplier<List<SubscriptionRequest>> requests, AccountSession session,
			SubscriptionEndpoint endpoint, LoginCheck loginCheck, NotificationDelivery delivery) {
		this.reports = reports;
		this.requests = requests;
		this.session = session;
		this.loginCheck = loginCheck;
		this.delivery = delivery;
		this.subscriptions = new Subscriptions(this, endpoint, reports);
	}

	/**
	 * Begin, or begin anew, with a login.
	 * @param token the token that the account has logged in with
	 */
	synchronized void start(TwitchToken token) {
		reset();
		this.session.disconnect(this);
		if (!this.disposed) {
			this.login = token;
			this.requests.get().forEach((request) -> this.subscriptions.add(request, token));
			connect();
			if (this.subscriptions.isEmpty()) {
				this.session.close(this);
				becomeReady();
			}
		}
	}

	// Does nothing if the account has been logged out or in since the check began.
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
		reset();
		this.session.close(this);
	}

	private void reset() {
		this.login = null;
		this.ready = false;
		this.loginCheck.stop();
		this.subscriptions.clear();
	}

	@Override
	public synchronized void dispose() {
		this.disposed = true;
		stop();
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

	synchronized boolean isConnected() {
		return this.session.isWelcomed();
	}

	synchronized long subscriptionCount() {
		return this.subscriptions.createdCount();
	}

	@Override
	public synchronized void execute(Runnable task) {
		task.run();
	}

	private void connect() {
		if (isWanted()) {
			this.session.open(this);
		}
	}

	// While the login is checked, the subscriptions that it had may come back.
	private void disconnectIfUnused() {
		if (!isWanted() && this.loginCheck.isUnderWay()) {
			this.session.disconnect(this);
		}
		else if (!isWanted()) {
			this.session.close(this);
		}
	}

	@Override
	public void sessionStarted(String id) {
		this.subscriptions.sessionStarted(id);
	}

	@Override
	public void sessionEnded() {
		this.session.interrupted();
		this.subscriptions.sessionEnded();
	}

	@Override
	public boolean isWanted() {
		return !this.subscriptions.isEmpty();
	}

	@Override
	public boolean isSubscribed() {
		return this.subscriptions.isAnyCreated();
	}

	@Override
	public void attempted(boolean all) {
		if (all) {
			becomeReady();
		}
		if (this.subscriptions.areSettled()) {
			this.session.subscribed();
		}
		if (this.ready) {
			disconnectIfUnused();
		}
	}

	@Override
	public void revoked(String status) {
		if (status.equals(AUTHORIZATION_REVOKED)) {
			this.loginCheck.start(this::startAgain);
		}
		if (this.ready) {
			disconnectIfUnused();
		}
	}

	@Override
	public void loginRequired() {
		stop();
	}

	private void becomeReady() {
		TwitchToken token = this.login;
		if (!this.ready && token != null) {
			this.ready = true;
			this.reports.ready(token);
		}
	}

	// Another process may be connected by now, if this one was paused.
	@Override
	public void received(EventSubMessage message) {
		this.session.tenure().ifPresent((tenure) -> received(message, tenure));
	}

	private void received(EventSubMessage message, Tenure tenure) {
		Instant sentAt = message.sentAt();
		this.session.heard(sentAt);
		if (!this.recentMessages.add(message.id())) {
			logger.debug("EventSub has sent a message again");
		}
		else if (message.isNotification()) {
			this.reports.counts().notification(message.type(), sentAt);
			this.delivery.deliver(message, tenure::isHeld);
		}
		else if (message.isRevocation()
				&& !this.subscriptions.revoked(message.subscriptionId(), message.subscription(), message.status())) {
			logger.debug("EventSub has revoked a subscription that there is none of");
		}
	}

	@Override
	public @Nullable Mono<Void> room() {
		return this.delivery.room();
	}

}
