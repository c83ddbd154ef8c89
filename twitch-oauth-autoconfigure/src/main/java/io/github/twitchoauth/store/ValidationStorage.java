package io.github.twitchoauth.store;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What processes that share a store need of it to validate its tokens together: when each
 * token is to be validated next. A process takes those that are due, which keeps others
 * from doing so for a while, validates them, and says when they are due again. What it
 * does not say so of, because it has died or Twitch has not answered, is due again after
 * that while. Only the database tells the time.
 * <p>
 * A token is due a minute after the account got it, however it got there, and stays
 * scheduled until it is removed; a token that takes the place of another one changes
 * nothing. One that is validated twice does no harm. All methods report failures by any
 * unchecked exception, whose message is not logged.
 *
 * @since 0.1.0
 */
public interface ValidationStorage {

	/**
	 * How long after it was stored a token is due for the first time.
	 */
	Duration FIRST_DELAY = Duration.ofMinutes(1);

	/**
	 * Take accounts whose tokens are due, those that have been due for longest first.
	 * Waits neither for a process that takes others, nor for one that is replacing a
	 * token.
	 * @param clientId the client that the tokens belong to
	 * @param limit how many at most
	 * @param hold how long nobody else can take them
	 * @return what has been taken
	 */
	DueAccounts take(String clientId, int limit, Duration hold);

	/**
	 * Say when tokens are due again, whether or not they were taken. Accounts without a
	 * token are left alone.
	 * @param clientId the client that the tokens belong to
	 * @param delays the accounts, each with the time from now until it is due
	 * @return those that are left as they are because another process has locked them for
	 * now, to replace the token or in passing
	 */
	Set<String> schedule(String clientId, Map<String, Duration> delays);

}
