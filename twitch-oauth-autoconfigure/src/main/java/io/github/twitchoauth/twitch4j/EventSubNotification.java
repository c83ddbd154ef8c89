package io.github.twitchoauth.twitch4j;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.twitch4j.EventSubMessage.Section;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

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
 * An event whose type or version twitch4j has no class for arrives as
 * {@code EventSubNotification<JsonNode>}. Subscribe to it with
 * {@code twitch.oauth.twitch4j.subscriptions}, and tell it from others by
 * {@link #getType()}.
 * <p>
 * Listeners run on a thread that may block, one event after the other for one
 * subscription. While they are too slow, nothing more is read from the connection.
 *
 * @param <E> the type of the event: one of {@code com.github.twitch4j.eventsub.events},
 * or {@link JsonNode}
 * @since 0.1.0
 */
public class EventSubNotification<E> extends PayloadApplicationEvent<E> {

	private static final Map<Class<?>, ResolvableType> TYPES = new ConcurrentHashMap<>();

	private final ResolvableType resolvableType;

	private final String account;

	private final String messageId;

	private final @Nullable Instant sentAt;

	private final @Nullable EventSubMessage message;

	/**
	 * Create a notification without JSON, for tests of listeners.
	 * @param source the source
	 * @param event the event
	 * @param account the account that received it
	 * @param messageId the id of the message
	 * @param sentAt when Twitch sent the message for the first time
	 */
	public EventSubNotification(Object source, E event, String account, String messageId, Instant sentAt) {
		super(source, event);
		this.resolvableType = typeOf(event.getClass());
		this.account = account;
		this.messageId = messageId;
		this.sentAt = sentAt;
		this.message = null;
	}

	EventSubNotification(Object source, E event, Class<?> eventClass, String account, EventSubMessage message) {
		super(source, event, ResolvableType.forClass(eventClass));
		this.resolvableType = typeOf(eventClass);
		this.account = account;
		this.messageId = message.id();
		this.sentAt = message.sentAt();
		this.message = message;
	}

	private static ResolvableType typeOf(Class<?> eventClass) {
		return TYPES.computeIfAbsent(eventClass,
				(type) -> ResolvableType.forClassWithGenerics(EventSubNotification.class, type));
	}

	@Override
	public ResolvableType getResolvableType() {
		return this.resolvableType;
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
	 * Return the type of the subscription.
	 * @return the type, such as {@code channel.follow}
	 */
	public String getType() {
		return (this.message != null) ? this.message.type() : "";
	}

	/**
	 * Return the version of the subscription type.
	 * @return the version, such as {@code 2}
	 */
	public String getVersion() {
		return (this.message != null) ? this.message.version() : "";
	}

	/**
	 * Return the event as Twitch sent it, with the fields that twitch4j does not know.
	 * @return the {@code event} object of the message
	 */
	public JsonNode getJson() {
		if (getPayload() instanceof JsonNode json) {
			return json;
		}
		EventSubMessage message = this.message;
		Section event = (message != null) ? message.event() : null;
		return (message != null && event != null) ? JsonTree.read(message.json(), event.offset(), event.length())
				: MissingNode.getInstance();
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
	 * @return the time, or that of the reception if the message does not tell
	 */
	public Instant getSentAt() {
		return (this.sentAt != null) ? this.sentAt : Instant.ofEpochMilli(getTimestamp());
	}

	@Override
	public String toString() {
		return "EventSubNotification[account=" + this.account + ", event=" + getPayload().getClass().getSimpleName()
				+ "]";
	}

}
