package io.github.twitchoauth.twitch4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.util.collection.LongObjectHashMap;
import reactor.core.scheduler.Schedulers;

/**
 * The ids of messages of the last ten minutes. Twitch may send a message again, and
 * advises to ignore what is older than that. Ids are kept as hashes, because a busy chat
 * has a million messages in that time.
 *
 * @see <a href=
 * "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#handling-duplicate-events">Duplicate
 * events</a>
 */
final class RecentMessages {

	private static final int REMEMBERED_MINUTES = 10;

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private final Deque<Minute> minutes = new ArrayDeque<>();

	/**
	 * Add a message.
	 * @param id its id, empty if it has none
	 * @return whether there was none with the same id
	 */
	boolean add(String id) {
		if (id.isEmpty()) {
			return true;
		}
		long now = Schedulers.parallel().now(TimeUnit.MINUTES);
		while (!this.minutes.isEmpty() && this.minutes.getLast().number() < now - REMEMBERED_MINUTES) {
			this.minutes.removeLast();
		}
		if (this.minutes.isEmpty() || this.minutes.getFirst().number() != now) {
			this.minutes.addFirst(new Minute(now, new LongObjectHashMap<>()));
		}
		long hash = hash(id);
		for (Minute minute : this.minutes) {
			if (minute.hashes().containsKey(hash)) {
				return false;
			}
		}
		this.minutes.getFirst().hashes().put(hash, Boolean.TRUE);
		return true;
	}

	// FNV-1a with 64 bits.
	private static long hash(String id) {
		long hash = FNV_OFFSET;
		for (int i = 0; i < id.length(); i++) {
			hash = (hash ^ id.charAt(i)) * FNV_PRIME;
		}
		return hash;
	}

	private record Minute(long number, LongObjectHashMap<Boolean> hashes) {

	}

}
