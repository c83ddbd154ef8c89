package io.github.twitchoauth.authorization;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Notices when one user has approved the logins of two accounts, as happens when bot and
 * streamer are logged in with one browser.
 */
final class ApprovedUsers {

	private static final Log logger = LogFactory.getLog(ApprovedUsers.class);

	private final Map<String, String> accountsByUserId = new ConcurrentHashMap<>();

	private final Map<String, String> userIdsByAccount = new ConcurrentHashMap<>();

	private final Set<String> configured;

	/**
	 * Create the users.
	 * @param configured the names of the configured accounts. An application may well
	 * know one user by several names that it has made up
	 */
	ApprovedUsers(Set<String> configured) {
		this.configured = configured;
	}

	void loggedIn(String account, TwitchToken token) {
		loggedOut(account);
		String userId = token.userId();
		if (userId == null) {
			return;
		}
		this.userIdsByAccount.put(account, userId);
		String other = this.accountsByUserId.put(userId, account);
		if (other != null && (this.configured.contains(account) || this.configured.contains(other))) {
			logger.warn("Accounts '" + other + "' and '" + account + "' were both approved by '" + token.login()
					+ "', so everything arrives twice. If they are to be different users, log one of"
					+ " them out and in again, and open the link in a private window of the browser");
		}
	}

	void loggedOut(String account) {
		String userId = this.userIdsByAccount.remove(account);
		if (userId != null) {
			this.accountsByUserId.remove(userId, account);
		}
	}

}
