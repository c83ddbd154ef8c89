package io.github.twitchoauth.twitch4j;

import java.util.LinkedHashMap;
import java.util.Map;

import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.events.EventSubEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Hands an account's notifications to the application, each of them once.
 */
final class NotificationDelivery {

	private static final Log logger = LogFactory.getLog(NotificationDelivery.class);

	private static final int REMEMBERED_MESSAGES = 5_000;

	private final Map<String, Boolean> seen = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED_MESSAGES;
		}
	};

	private final String account;

	private final EventSubServices services;

	private final OrderedDelivery delivery;

	NotificationDelivery(String account, EventSubServices services) {
		this.account = account;
		this.services = services;
		this.delivery = new OrderedDelivery(services.lifecycle().eventExecutor());
	}

	synchronized void deliver(EventSubMessage message) {
		if (!message.id().isEmpty() && this.seen.put(message.id(), true) != null) {
			logger.debug("EventSub has sent a message again");
			return;
		}
		if (!this.delivery.submit(message.subscription(), () -> publish(message))) {
			logger.error("Listeners of account '" + this.account + "' are too slow: a notification of "
					+ message.subscription().type() + " is lost");
		}
	}

	private void publish(EventSubMessage message) {
		Subscription subscription = message.subscription();
		EventSubType type = EventSubTypes.find(subscription.type(), subscription.version());
		if (type == null || this.services.lifecycle().isClosed()) {
			logger.debug("Nobody is told of a notification of " + subscription.type());
			return;
		}
		try {
			publish(TypeConvert.jsonToObject(message.event(), type.eventClass()), message);
		}
		catch (Throwable ex) {
			report("A notification of " + subscription.type() + " for account '" + this.account + "' failed", ex);
		}
	}

	private void report(String text, Throwable ex) {
		if (this.services.lifecycle().isClosed()) {
			logger.debug(text + " while the application was shutting down", ex);
		}
		else {
			logger.error(text, ex);
		}
	}

	private <E extends EventSubEvent> void publish(E event, EventSubMessage message) {
		ApplicationEventPublisher publisher = this.services.publisher();
		publisher.publishEvent(new EventSubNotification<>(this, event, this.account, message.id(),
				message.sentAt(this.services.clock().instant())));
	}

}
