package io.github.twitchoauth.event;

import java.util.Map;

/**
 * Twitch has ended one of the account's EventSub subscriptions. It is not created again
 * until the next login.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#revocation-message">Revocation
 * message</a>
 */
public class EventSubRevokedEvent extends TwitchOAuthEvent {

	private final String type;

	private final Map<String, String> condition;

	private final String status;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param type the type of the subscription
	 * @param condition the condition of the subscription
	 * @param status why Twitch has ended it
	 */
	public EventSubRevokedEvent(Object source, String account, String type, Map<String, String> condition,
			String status) {
		super(source, account);
		this.type = type;
		this.condition = condition;
		this.status = status;
	}

	/**
	 * Return the type of the subscription.
	 * @return the type, such as {@code channel.follow}
	 */
	public String getType() {
		return this.type;
	}

	/**
	 * Return the condition of the subscription.
	 * @return ids by field name
	 */
	public Map<String, String> getCondition() {
		return this.condition;
	}

	/**
	 * Return why it was revoked.
	 * @return {@code authorization_revoked}, {@code user_removed},
	 * {@code moderator_removed}, {@code version_removed} or the like
	 */
	public String getStatus() {
		return this.status;
	}

}
