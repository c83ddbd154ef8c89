package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.time.Instant;

import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.EventSubGapEvent;
import io.github.twitchoauth.event.EventSubRevokedEvent;
import io.github.twitchoauth.event.TwitchClientReadyEvent;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells what becomes of an account's EventSub side, by log and events.
 */
final class EventSubReports {

	private static final Log logger = LogFactory.getLog(EventSubReports.class);

	private final Object source;

	private final String account;

	private final EventDispatcher events;

	private final EventSubCounts counts;

	private final DroppedMessages dropped;

	/**
	 * Create reports.
	 * @param source the source of events
	 * @param account the account
	 * @param events publishes events
	 * @param counts counts what happens
	 */
	EventSubReports(Object source, String account, EventDispatcher events, EventSubCounts counts) {
		this.source = source;
		this.account = account;
		this.events = events;
		this.counts = counts;
		this.dropped = new DroppedMessages(account);
	}

	Object source() {
		return this.source;
	}

	String account() {
		return this.account;
	}

	EventSubCounts counts() {
		return this.counts;
	}

	DroppedMessages dropped() {
		return this.dropped;
	}

	void ready(TwitchToken token) {
		this.events.dispatch(new TwitchClientReadyEvent(this.source, this.account, token));
	}

	void failed(TwitchOAuthException error) {
		this.events.dispatch(new AuthorizationFailedEvent(this.source, this.account, error));
	}

	void created(Subscription subscription, boolean failedBefore) {
		String text = "Account '" + this.account + "' is subscribed to " + subscription;
		if (failedBefore) {
			logger.info(text + " now");
		}
		else {
			logger.debug(text);
		}
	}

	/**
	 * Tell that a subscription has to wait.
	 * @param subscription the subscription
	 * @param error why
	 * @param important whether that is worth a warning
	 * @param pause how long to wait
	 */
	void postponed(Subscription subscription, Throwable error, boolean important, Duration pause) {
		String text = "Account '" + this.account + "' could not be subscribed to " + subscription + ", trying again in "
				+ pause.toSeconds() + " s and then less often: " + error.getMessage();
		if (!important) {
			logger.debug(text);
		}
		else if (error instanceof SubscriptionLimitException) {
			failed(new TwitchOAuthException(text));
		}
		else {
			logger.warn(text);
		}
	}

	void refused(SubscriptionRequest request, Subscription subscription, TwitchOAuthException error) {
		String text = request.origin() + " gets no events: Twitch refuses account '" + this.account
				+ "' the subscription to " + subscription + ". " + error.getMessage();
		failed((error instanceof MissingScopeException) ? new MissingScopeException(text)
				: new SubscriptionRefusedException(text));
	}

	void notDeleted(Subscription subscription, Throwable error) {
		logger.warn("The subscription of account '" + this.account + "' to " + subscription
				+ " could not be deleted, and stays until the connection ends: " + error.getMessage());
	}

	void revoked(Subscription subscription, String status) {
		logger.warn("Twitch has ended the subscription of account '" + this.account + "' to " + subscription + " ("
				+ status + ")");
		this.events.dispatch(new EventSubRevokedEvent(this.source, this.account, subscription.type(),
				subscription.condition(), status));
	}

	/**
	 * Tell that events may have been missed.
	 * @param from since when
	 * @param to until when
	 * @return whether somebody hears of it, which is not so when the application closes
	 */
	boolean gap(Instant from, Instant to) {
		boolean told = this.events.dispatch(new EventSubGapEvent(this.source, this.account, from, to));
		if (told) {
			logger.info("Account '" + this.account + "' may have missed EventSub events of "
					+ Duration.between(from, to).toSeconds() + " s");
		}
		return told;
	}

}
