package io.github.twitchoauth.autoconfigure.twitch4j;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties for twitch4j.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("twitch.oauth.twitch4j")
public class Twitch4jProperties {

	/**
	 * Whether to configure twitch4j.
	 */
	private boolean enabled = true;

	/**
	 * Whether to subscribe to the EventSub events that the application listens to.
	 */
	private boolean autoSubscribe = true;

	/**
	 * Where to connect to EventSub over WebSocket.
	 */
	private URI eventSubUri = URI.create("wss://eventsub.wss.twitch.tv/ws");

	/**
	 * Further EventSub subscriptions.
	 */
	private List<Subscription> subscriptions = new ArrayList<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isAutoSubscribe() {
		return this.autoSubscribe;
	}

	public void setAutoSubscribe(boolean autoSubscribe) {
		this.autoSubscribe = autoSubscribe;
	}

	public URI getEventSubUri() {
		return this.eventSubUri;
	}

	public void setEventSubUri(URI eventSubUri) {
		this.eventSubUri = eventSubUri;
	}

	public List<Subscription> getSubscriptions() {
		return this.subscriptions;
	}

	public void setSubscriptions(List<Subscription> subscriptions) {
		this.subscriptions = subscriptions;
	}

	/**
	 * An EventSub subscription.
	 */
	public static class Subscription {

		/**
		 * Subscription type, such as channel.follow.
		 */
		private String type = "";

		/**
		 * Version of the subscription type. The newest if not set. Required for a type
		 * that twitch4j does not know.
		 */
		private @Nullable String version;

		/**
		 * Account that subscribes.
		 */
		private String account = "default";

		/**
		 * User ids by condition field, such as broadcaster-user-id, with dashes for
		 * underscores. The account's own user id stands for fields that are not set.
		 */
		private Map<String, String> condition = new LinkedHashMap<>();

		public String getType() {
			return this.type;
		}

		public void setType(String type) {
			this.type = type;
		}

		public @Nullable String getVersion() {
			return this.version;
		}

		public void setVersion(@Nullable String version) {
			this.version = version;
		}

		public String getAccount() {
			return this.account;
		}

		public void setAccount(String account) {
			this.account = account;
		}

		public Map<String, String> getCondition() {
			return this.condition;
		}

		public void setCondition(Map<String, String> condition) {
			this.condition = condition;
		}

	}

}
