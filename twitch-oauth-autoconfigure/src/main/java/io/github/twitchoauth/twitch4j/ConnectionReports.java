package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.nio.channels.ClosedChannelException;

import io.github.twitchoauth.twitch4j.EventSubCounts.Reconnect;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells how an account's connection to EventSub is doing: each reason why it ended once,
 * and that there are events again. It is not thread-safe: its owner makes one call at a
 * time.
 */
final class ConnectionReports {

	private static final Log logger = LogFactory.getLog(ConnectionReports.class);

	private static final int LONGEST_REASON = 120;

	private final String account;

	private final URI uri;

	private final DroppedMessages dropped;

	private final EventSubCounts counts;

	private String told = "";

	/**
	 * Create reports.
	 * @param account the account
	 * @param uri where EventSub is
	 * @param dropped counts messages that are dropped
	 * @param counts counts reconnects
	 */
	ConnectionReports(String account, URI uri, DroppedMessages dropped, EventSubCounts counts) {
		this.account = account;
		this.uri = SecretQuery.without(uri);
		this.dropped = dropped;
		this.counts = counts;
	}

	/**
	 * Describe why a connection has ended.
	 * @param error the failure of the connection
	 * @return a line
	 */
	static String reason(Throwable error) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
		if (cause.getMessage() != null) {
			return line(cause.getMessage());
		}
		return (cause instanceof ClosedChannelException) ? "the connection was closed" : cause.toString();
	}

	/**
	 * Make a message fit for a line of the log.
	 * @param message the message
	 * @return its beginning, without control characters
	 */
	static String line(@Nullable String message) {
		String line = String.valueOf(message).replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= LONGEST_REASON) ? line : line.substring(0, LONGEST_REASON) + "...";
	}

	/**
	 * Tell that a connection has ended.
	 * @param welcomed whether EventSub had said welcome
	 * @param reason why
	 */
	void ended(boolean welcomed, String reason) {
		this.counts.reconnect(welcomed ? Reconnect.LOST : Reconnect.UNREACHABLE);
		String text = "Account '" + this.account + "' "
				+ (welcomed ? "has lost its EventSub connection, and connects again (" + reason + ")"
						: "cannot connect to EventSub at " + this.uri + ", and keeps trying (" + reason + ")");
		if (text.equals(this.told)) {
			logger.debug(text);
		}
		else if (welcomed) {
			logger.info(text);
		}
		else {
			logger.warn(text);
		}
		this.told = text;
	}

	/**
	 * Tell that EventSub has asked for another connection.
	 */
	void moves() {
		this.counts.reconnect(Reconnect.REQUESTED);
	}

	void served() {
		if (!this.told.isEmpty()) {
			logger.info("Account '" + this.account + "' gets EventSub events again");
		}
		this.told = "";
	}

	void unreadable() {
		this.dropped.add("it is not a message of EventSub");
	}

}
