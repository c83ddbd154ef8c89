package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

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

	private final SubscriptionEndpoint endpoint;

	private final WantedSubscriptions wanted;

	private final SubscriptionFailures failures = new SubscriptionFailures();

	private final LoginCheck loginCheck;

	private final Map<Subscription, Mono<Void>> deletions = new ConcurrentHashMap<>();

	private @Nullable TwitchToken login;

	private @Nullable EventSubSession session;

	private @Nullable SubscriptionWork work;

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
		this.endpoint = new SubscriptionEndpoint(services.helix(), account);
		this.wanted = new WantedSubscriptions(account);
		this.loginCheck = new LoginCheck(account, services.tokens(), services.clock(), this::startAgain);
	}

	/**
	 * Begin, or begin anew, with a login.
	 * @param token the token that the account has logged in with
	 */
	synchronized void start(TwitchToken token) {
		stop();
		this.login = token;
		this.requests.get().forEach((request) -> want(request, token));
		connect();
		if (this.session == null) {
			becomeReady();
		}
	}

	// Unless the account has been logged out since.
	private synchronized void startAgain(TwitchToken token) {
		if (this.login != null) {
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
		this.failures.clear();
		this.wanted.clear();
		disconnectIfUnused();
	}

	synchronized void add(SubscriptionRequest request) {
		TwitchToken token = this.login;
		Subscription subscription = (token != null) ? want(request, token) : null;
		if (subscription != null) {
			connect();
			if (this.work != null) {
				this.work.add(subscription);
			}
		}
	}

	synchronized void remove(SubscriptionRequest request) {
		this.wanted.remove(request).forEach(this::delete);
		disconnectIfUnused();
	}

	// Who wants it again meanwhile waits for the end.
	private void delete(Subscription subscription, String id) {
		Mono<Void> deletion = this.endpoint.delete(id)
			.doOnError((error) -> logger.warn("The subscription of account '" + this.account + "' to " + subscription
					+ " could not be deleted, and stays until the connection ends: " + error.getMessage()))
			.onErrorComplete()
			.doFinally((signal) -> this.deletions.remove(subscription))
			.cache();
		this.deletions.put(subscription, deletion);
		deletion.subscribe();
	}

	Mono<Void> deletion(Subscription subscription) {
		return this.deletions.getOrDefault(subscription, Mono.empty());
	}

	synchronized boolean wants(Subscription subscription) {
		return this.wanted.contains(subscription);
	}

	private @Nullable Subscription want(SubscriptionRequest request, TwitchToken token) {
		try {
			return this.wanted.add(request, token);
		}
		catch (TwitchOAuthException ex) {
			fail(ex);
			return null;
		}
	}

	private void fail(TwitchOAuthException error) {
		logger.error(error.getMessage());
		this.services.events().dispatch(new AuthorizationFailedEvent(this, this.account, error));
	}

	private void connect() {
		if (this.session == null && !this.wanted.isEmpty() && !this.services.lifecycle().isClosed()) {
			this.session = new EventSubSession(this, this.services.socket()::open, this.services.socket().uri());
			this.session.open();
		}
	}

	// Twitch closes a connection that nobody has subscribed on, again and again.
	private void disconnectIfUnused() {
		if (this.session != null && this.wanted.isEmpty()) {
			sessionEnded();
			this.session.close();
			this.session = null;
		}
	}

	@Override
	public void sessionStarted(String id) {
		sessionEnded();
		this.work = new SubscriptionWork(this, this.endpoint, id);
		this.work.start(this.wanted.all());
	}

	@Override
	public void sessionEnded() {
		this.wanted.sessionEnded();
		// What is deleted belongs to the session that has ended.
		this.deletions.clear();
		if (this.work != null) {
			this.work.stop();
			this.work = null;
		}
	}

	synchronized void created(SubscriptionWork by, Subscription subscription, String id) {
		if (by != this.work) {
			return;
		}
		if (wants(subscription)) {
			this.wanted.created(subscription, id);
			tellOfCreation(subscription, this.failures.remove(subscription));
		}
		else if (!id.isEmpty()) {
			delete(subscription, id);
		}
	}

	private void tellOfCreation(Subscription subscription, boolean failedBefore) {
		String text = "Account '" + this.account + "' is subscribed to " + subscription;
		if (failedBefore) {
			logger.info(text + " now");
		}
		else {
			logger.debug(text);
		}
	}

	/**
	 * A subscription could not be created, and may be some time.
	 * @param by who has tried
	 * @param subscription the subscription
	 * @param error why not
	 * @return how long to wait before the next try
	 */
	synchronized Duration postponed(SubscriptionWork by, Subscription subscription, Throwable error) {
		if (by != this.work) {
			return Duration.ZERO;
		}
		boolean first = this.failures.isEmpty(subscription);
		Duration pause = this.failures.add(subscription);
		String text = "Account '" + this.account + "' could not be subscribed to " + subscription + ", trying again in "
				+ pause.toSeconds() + " s and then less often: " + error.getMessage();
		if (first && error instanceof SubscriptionLimitException) {
			fail(new TwitchOAuthException(text));
		}
		else if (first) {
			logger.warn(text);
		}
		else {
			logger.debug(text);
		}
		return pause;
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

	// Whoever wants to use the next login starts again with it.
	synchronized void loginRequired(SubscriptionWork by) {
		if (by == this.work) {
			stop();
		}
	}

	synchronized void attemptedAll(SubscriptionWork by) {
		if (by == this.work) {
			becomeReady();
			disconnectIfUnused();
		}
	}

	synchronized void attempted(SubscriptionWork by) {
		if (by == this.work && this.ready) {
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
	public boolean isSubscribed() {
		return this.wanted.isAnyCreated();
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
		this.wanted.remove(subscription);
		logger.warn("Twitch has ended the subscription of account '" + this.account + "' to " + subscription + " ("
				+ status + ")");
		this.services.events()
			.dispatch(new EventSubRevokedEvent(this, this.account, subscription.type(), subscription.condition(),
					status));
		if (status.equals(AUTHORIZATION_REVOKED)) {
			this.loginCheck.start();
		}
		disconnectIfUnused();
	}

}
