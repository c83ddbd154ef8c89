package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The processes that rows were taken over from. One that was not heard of may be alive
 * all the same and have the only copy of a token, so it is given time to come back and
 * save that. The time is counted by each process for itself, from when it first finds out
 * about the take-over, because the clocks of processes differ.
 */
final class FormerOwners {

	private final Map<TokenKey, Owner> owners = new ConcurrentHashMap<>();

	private final ElapsedTime time;

	private final long patience;

	FormerOwners(ElapsedTime time, Duration patience) {
		this.time = time;
		this.patience = patience.toNanos();
	}

	/**
	 * Note what a row says.
	 * @param key the row
	 * @param claim the claim that the row was taken over with, or {@code null} if nothing
	 * is missing since then
	 */
	void found(TokenKey key, @Nullable String claim) {
		Owner known = this.owners.get(key);
		if (claim == null) {
			this.owners.remove(key);
		}
		else if (known == null || !known.claim().equals(claim)) {
			this.owners.put(key, new Owner(claim, this.time.nanos()));
		}
	}

	/**
	 * Return how long the former owner of a row is waited for.
	 * @param key the row
	 * @return the time that is left, which is negative if nobody is waited for any more
	 */
	Duration waitsFor(TokenKey key) {
		Owner owner = this.owners.get(key);
		return Duration.ofNanos((owner != null) ? owner.since() + this.patience - this.time.nanos() : -1);
	}

	private record Owner(String claim, long since) {

	}

}
