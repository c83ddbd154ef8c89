package io.github.twitchoauth.twitch4j;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.twitch4j.common.util.TypeConvert;
import io.github.twitchoauth.twitch4j.EventSubMessage.Section;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Publishes an account's notifications as application events.
 */
final class NotificationPublisher {

	private static final Log logger = LogFactory.getLog(NotificationPublisher.class);

	private final Set<EventSubType> unreadable = ConcurrentHashMap.newKeySet();

	private final EventSubReports reports;

	private final String account;

	private final EventSubListeners listeners;

	/**
	 * Create a publisher.
	 * @param reports tells what becomes of the account
	 * @param listeners the listeners
	 */
	NotificationPublisher(EventSubReports reports, EventSubListeners listeners) {
		this.reports = reports;
		this.account = reports.account();
		this.listeners = listeners;
	}

	void publish(EventSubMessage message) {
		Section event = message.event();
		if (event == null) {
			this.reports.dropped().add("a notification of " + JsonTree.text(message.type()) + " has no event");
		}
		else {
			try {
				this.listeners.publish(notification(message, event));
			}
			catch (Throwable ex) {
				report(message, ex);
			}
		}
	}

	private EventSubNotification<?> notification(EventSubMessage message, Section event) {
		EventSubType type = EventSubTypes.find(message.type(), message.version());
		Class<?> eventClass = (type != null) ? type.eventClass() : null;
		Object known = (type != null && eventClass != null) ? read(message, event, type, eventClass) : null;
		return (known != null && eventClass != null)
				? new EventSubNotification<>(this.reports.source(), known, eventClass, this.account, message)
				: new EventSubNotification<>(this.reports.source(),
						JsonTree.read(message.json(), event.offset(), event.length()), JsonNode.class, this.account,
						message);
	}

	private @Nullable Object read(EventSubMessage message, Section event, EventSubType type, Class<?> eventClass) {
		try {
			return TypeConvert.getObjectMapper().readValue(message.json(), event.offset(), event.length(), eventClass);
		}
		catch (IOException ex) {
			if (this.unreadable.add(type)) {
				logger.warn("Events of " + type.name() + " for account '" + this.account
						+ "' arrive as EventSubNotification<JsonNode> where they cannot be read as " + type.eventName()
						+ ": " + ConnectionReports.line(ex.getMessage()));
			}
			return null;
		}
	}

	private void report(EventSubMessage message, Throwable ex) {
		String text = "A notification of " + JsonTree.text(message.type()) + " for account '" + this.account
				+ "' failed";
		if (this.listeners.isClosed()) {
			logger.debug(text + " while the application was shutting down", ex);
		}
		else {
			logger.error(text, ex);
		}
	}

	/**
	 * Return whether listeners can no longer be called, because the application closes.
	 * @return whether that is so
	 */
	boolean isClosed() {
		return this.listeners.isClosed();
	}

	/**
	 * Tell that messages are not delivered any more.
	 * @param first the first one of them
	 * @return whether somebody hears of it
	 */
	boolean dropped(EventSubMessage first) {
		Instant now = this.listeners.clock().instant();
		return this.reports.gap(EventSubGap.earlier(first.sentAt(), now), now);
	}

	/**
	 * Tell that listeners are too slow.
	 * @param message one of the messages that wait for them
	 */
	void tooSlow(EventSubMessage message) {
		Section event = message.event();
		String names = (event != null) ? this.listeners.names(notification(message, event)) : "";
		logger.warn("Listeners are too slow for the events of account '" + this.account + "': most that wait are "
				+ JsonTree.text(message.type()) + (names.isEmpty() ? "" : " for " + names)
				+ ". EventSub is not read meanwhile, and Twitch ends the connection if that goes on for long");
	}

	void caughtUp() {
		logger.info("Listeners have caught up with the events of account '" + this.account + "'");
	}

}
