package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Counts messages of an account that are of no use: mentions the first ones each, and
 * from then on one a minute.
 */
final class DroppedMessages {

	private static final Log logger = LogFactory.getLog(DroppedMessages.class);

	private static final int MENTIONED_EACH = 10;

	private static final long BETWEEN_MENTIONS = Duration.ofMinutes(1).toMillis();

	private final String account;

	private long count;

	private long mentionedAt;

	DroppedMessages(String account) {
		this.account = account;
	}

	synchronized void add(String reason) {
		this.count++;
		long now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
		String text = "Account '" + this.account + "' has dropped an EventSub message: " + reason + " (" + this.count
				+ " dropped so far)";
		if (this.count <= MENTIONED_EACH || now - this.mentionedAt >= BETWEEN_MENTIONS) {
			this.mentionedAt = now;
			logger.warn(text);
		}
		else {
			logger.debug(text);
		}
	}

}
