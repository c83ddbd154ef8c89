package io.github.twitchoauth.twitch4j;

import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells how an account's connection to EventSub is doing: why it ended once, until there
 * is another reason, and that all is well again. Guarded by its owner.
 */
final class ConnectionReports {

	private static final Log logger = LogFactory.getLog(ConnectionReports.class);

	private static final int LONGEST_REASON = 120;

	private final String account;

	private final URI uri;

	private String told = "";

	/**
	 * Create reports.
	 * @param account the account
	 * @param uri where EventSub is
	 */
	ConnectionReports(String account, URI uri) {
		this.account = account;
		this.uri = SecretQuery.without(uri);
	}

	static String reason(Throwable error) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
		if (cause instanceof TimeoutException) {
			return "nothing was heard from it for too long";
		}
		String message = cause.getMessage();
		if (message == null) {
			return (cause instanceof ClosedChannelException) ? "the connection was closed" : cause.toString();
		}
		String line = message.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= LONGEST_REASON) ? line : line.substring(0, LONGEST_REASON) + "...";
	}

	/**
	 * Tell that a connection has ended.
	 * @param welcomed whether it has been of use
	 * @param reason why
	 */
	void ended(boolean welcomed, String reason) {
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

	void served() {
		if (!this.told.isEmpty()) {
			logger.info("Account '" + this.account + "' gets EventSub events again");
		}
		this.told = "";
	}

}
