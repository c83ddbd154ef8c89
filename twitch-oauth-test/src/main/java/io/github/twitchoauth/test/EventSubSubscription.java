package io.github.twitchoauth.test;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An EventSub subscription, as it was when asked for.
 *
 * @param id the subscription id
 * @param status {@code enabled}, or why it no longer is, such as
 * {@code authorization_revoked} or {@code websocket_disconnected}
 * @param type the subscription type, such as {@code channel.follow}
 * @param version the version of the type
 * @param condition the condition: ids by field name
 * @param cost what it counts towards the maximum of 10
 * @param login the user who subscribed
 * @param clientId the client that subscribed
 * @param sessionId the session that gets the events
 * @param createdAt when it was created
 * @param connectedAt when the session began
 * @param disconnectedAt when the session ended, or {@code null}
 * @since 0.1.0
 */
public record EventSubSubscription(String id, String status, String type, String version, Map<String, String> condition,
		int cost, String login, String clientId, String sessionId, Instant createdAt, Instant connectedAt,
		@Nullable Instant disconnectedAt) {

	static final String ENABLED = "enabled";

	/**
	 * Return whether events are sent for it.
	 * @return whether the status is {@code enabled}
	 */
	public boolean isEnabled() {
		return this.status.equals(ENABLED);
	}

	boolean isOf(String login, String clientId) {
		return this.login.equals(login) && this.clientId.equals(clientId);
	}

	boolean isSameAs(EventSubSubscription other) {
		return this.type.equals(other.type()) && this.version.equals(other.version())
				&& this.condition.equals(other.condition());
	}

	/**
	 * Whether an event is for this subscription: nothing in its condition says otherwise.
	 * @param type the type of the event
	 * @param version the version of the type
	 * @param facts ids by field name
	 * @return whether to send it
	 */
	boolean matches(String type, String version, Map<String, String> facts) {
		return isEnabled() && this.type.equals(type) && this.version.equals(version)
				&& this.condition.entrySet()
					.stream()
					.allMatch((field) -> facts.getOrDefault(field.getKey(), field.getValue()).equals(field.getValue()));
	}

	EventSubSubscription withStatus(String status) {
		return new EventSubSubscription(this.id, status, this.type, this.version, this.condition, this.cost, this.login,
				this.clientId, this.sessionId, this.createdAt, this.connectedAt, this.disconnectedAt);
	}

	EventSubSubscription disconnected(String status, Instant disconnectedAt) {
		return new EventSubSubscription(this.id, status, this.type, this.version, this.condition, this.cost, this.login,
				this.clientId, this.sessionId, this.createdAt, this.connectedAt, disconnectedAt);
	}

}
