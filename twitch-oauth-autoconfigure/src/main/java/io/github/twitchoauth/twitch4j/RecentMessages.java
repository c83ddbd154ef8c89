package io.github.twitchoauth.twitch4j;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Schedulers;

/**
 * The ids of messages of the last ten minutes. Twitch may send a message again, and
 * advises to ignore what is older than that.
 *
 * @see <a href=
 * "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#handling-duplicate-events">Duplicate
 * events</a>
 */
final class RecentMessages {

	private static final long REMEMBERED_FOR = Duration.ofMinutes(10).toMillis();

	private final Map<String, Long> receivedAt = new LinkedHashMap<>();

	/**
	 * Add a message.
	 * @param id its id, empty if it has none
	 * @return whether there was none with the same id
	 */
	boolean add(String id) {
		long now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
		Iterator<Long> oldest = this.receivedAt.values().iterator();
		while (oldest.hasNext() && oldest.next() < now - REMEMBERED_FOR) {
			oldest.remove();
		}
		return id.isEmpty() || this.receivedAt.putIfAbsent(id, now) == null;
	}

}
