package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What processes that share a store need of it to agree on which of them does what:
 * leases that one of them holds at a time, until it gives them back or has not renewed
 * them for too long. Only the database tells the time.
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
	 * @param names the leases that the owner holds
	 * @param owner who holds them
	 * @return the names of those that are still the owner's, and have not expired
	 */
	Set<String> renew(Collection<String> names, String owner);

	/**
	 * Give leases back. Those that are not the owner's are left alone.
	 * @param names the leases
	 * @param owner who holds them
	 */
	void release(Collection<String> names, String owner);

}
