package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What processes that share a store need of it to agree on which of them does what:
 * leases that one of them holds at a time, until it gives them back or has not renewed
 * them for too long. Only the database tells the time.
 * <p>
 * For each lease, the database also knows until when it was served: a holder may not do
 * yet, or no longer, what the lease is for. That begins with the time at which it was
 * taken for the first time, and only a holder that renews it or gives it back changes it.
 * <p>
 * A lease never protects what must not happen twice, because its holder learns of a loss
 * afterwards. All methods report failures by any unchecked exception, whose message is
 * not logged.
 *
 * @since 0.1.0
 */
public interface LeaseStorage {

	/**
	 * Take leases that are free: given back, not renewed for longer than they last, never
	 * taken before, or the owner's already.
	 * @param names the leases, whose names have up to 800 characters
	 * @param owner who takes them: a text of at most 100 ASCII characters that no other
	 * process uses
	 * @param duration how long they last without being renewed
	 * @return those that have been taken
	 */
	List<LeaseGrant> take(Collection<String> names, String owner, Duration duration);

	/**
	 * Renew leases, all at once, for as long as they were taken for. What has expired
	 * must be taken again, also by its last owner, so that it is known how long it had no
	 * holder.
	 * @param unserved the leases that the owner holds, each with how long ago it was last
	 * served
	 * @param owner who holds them
	 * @return the names of those that are still the owner's, and have not expired
	 */
	Set<String> renew(Map<String, Duration> unserved, String owner);

	/**
	 * Give leases back. Those that are not the owner's are left alone.
	 * @param unserved the leases, each with how long ago it was last served
	 * @param owner who holds them
	 */
	void release(Map<String, Duration> unserved, String owner);

}
