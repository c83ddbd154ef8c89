package io.github.twitchoauth.twitch4j;

import java.time.Instant;

import com.github.twitch4j.eventsub.events.EventSubEvent;

import org.springframework.context.PayloadApplicationEvent;

/**
 * An EventSub event together with the account that received it. Listen to this where the
 * account matters, and to the event itself otherwise:
 *
 * <pre class="code">
 * &#064;EventListener
 * void onFollow(EventSubNotification&lt;ChannelFollowEvent&gt; notification) {
 *     notification.getAccount();
 *     notification.getPayload().getUserName();
 * }
 * </pre>
 *
 * Listeners run on a thread that may block, one event after the other for one
 * subscription.
 *
 * @param <E> the type of the event
 */
public class EventSubNotification<E extends EventSubEvent> extends PayloadApplicationEvent<E> {

	private final String account;

	private final String messageId;

	private final Instant sentAt;

	public EventSubNotification(Object source, E event, String account, String messageId, Instant sentAt) {
		super(source, event);
		this.account = account;
		this.messageId = messageId;
		this.sentAt = sentAt;
	}

	/**
	 * Return the name of the account that received the event.
	 * @return the account's name as configured or passed to {@code forAccount};
	 * {@code default} for the default account
	 */
	public String getAccount() {
		return this.account;
	}

	/**
	 * Return the id that Twitch has given the message.
	 * @return the message id
	 */
	public String getMessageId() {
		return this.messageId;
	}

	/**
	 * Return when Twitch sent the message for the first time.
	 * @return the time
	 */
	public Instant getSentAt() {
		return this.sentAt;
	}

	@Override
	public String toString() {
		return "EventSubNotification[account=" + this.account + ", event=" + getPayload().getClass().getSimpleName()
				+ "]";
	}

}
