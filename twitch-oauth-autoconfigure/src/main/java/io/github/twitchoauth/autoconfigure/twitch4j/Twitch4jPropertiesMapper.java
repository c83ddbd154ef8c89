package io.github.twitchoauth.autoconfigure.twitch4j;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.autoconfigure.InvalidTwitchPropertyException;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import io.github.twitchoauth.autoconfigure.TwitchOAuthProperties;
import io.github.twitchoauth.autoconfigure.twitch4j.Twitch4jProperties.Subscription;
import io.github.twitchoauth.twitch4j.EventSub;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns properties into settings, and refuses what cannot work.
 */
final class Twitch4jPropertiesMapper {

	private static final Log logger = LogFactory.getLog(Twitch4jPropertiesMapper.class);

	private static final String PREFIX = "twitch.oauth.twitch4j.";

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private final Twitch4jProperties properties;

	private final TwitchOAuthProperties oauth;

	private final TwitchOAuthConnectionDetails connectionDetails;

	Twitch4jPropertiesMapper(Twitch4jProperties properties, TwitchOAuthProperties oauth,
			TwitchOAuthConnectionDetails connectionDetails) {
		this.properties = properties;
		this.oauth = oauth;
		this.connectionDetails = connectionDetails;
	}

	URI eventSubUri() {
		URI given = this.connectionDetails.getEventSubUri();
		URI uri = (given != null) ? given : this.properties.getEventSubUri();
		boolean safe = "wss".equals(uri.getScheme()) || ("ws".equals(uri.getScheme()) && isLoopback(uri.getHost()));
		if (!safe || uri.getHost() == null || uri.getUserInfo() != null) {
			throw new InvalidTwitchPropertyException(PREFIX + "event-sub-uri", "is not a wss URI without user name",
					"Set it to such a URI. Plain ws is accepted for localhost only.");
		}
		return uri;
	}

	private static boolean isLoopback(@Nullable String host) {
		return host != null && LOOPBACK.contains(host);
	}

	boolean isPublishEvents() {
		return this.oauth.isPublishEvents();
	}

	Duration requestTimeout() {
		return this.oauth.getRequestTimeout();
	}

	boolean isAutoSubscribe() {
		return this.properties.isAutoSubscribe();
	}

	void subscribe(EventSub eventSub, Accounts accounts) {
		List<Subscription> subscriptions = this.properties.getSubscriptions();
		for (int i = 0; i < subscriptions.size(); i++) {
			String property = PREFIX + "subscriptions[" + i + "]";
			subscribe(eventSub, subscriptions.get(i), property);
			warnOfUnknownAccount(accounts, subscriptions.get(i).getAccount(), property);
		}
	}

	// An account may also be made up at run time.
	private static void warnOfUnknownAccount(Accounts accounts, String account, String property) {
		if (!accounts.names().contains(account)) {
			logger.warn("Property " + property + ".account: account '" + account
					+ "' is not one of twitch.oauth.accounts. Nothing is subscribed to unless the application logs "
					+ "such an account in itself");
		}
	}

	private static void subscribe(EventSub eventSub, Subscription subscription, String property) {
		try {
			eventSub.subscribe(subscription.getAccount(), subscription.getType(), subscription.getVersion(),
					subscription.getCondition(), "Property " + property);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidTwitchPropertyException(property + ".type",
					"is '" + subscription.getType()
							+ "', which is no EventSub subscription type that a user can subscribe to",
					"Correct it, or, if it is one that twitch4j does not know, set the version as well.");
		}
	}

}
