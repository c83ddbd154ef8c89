package io.github.twitchoauth.twitch4j;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.cluster.Leases;
import org.jspecify.annotations.Nullable;

/**
 * Sessions at EventSub, one for each account in all processes that share a store.
 *
 * @since 0.1.0
 */
public final class EventSubSessions {

	private final Accounts accounts;

	private final EventSubSocket socket;

	private final Leases leases;

	private final Clock clock;

	/**
	 * Create sessions.
	 * @param accounts the accounts
	 * @param socket connects to EventSub
	 * @param leases decide which process connects
	 * @param clock tells when events may have been missed
	 */
	public EventSubSessions(Accounts accounts, EventSubSocket socket, Leases leases, Clock clock) {
		this.accounts = accounts;
		this.socket = socket;
		this.leases = leases;
		this.clock = clock;
	}

	/**
	 * Return the session of an account, which is not open.
	 * @param reports tells what becomes of the account
	 * @param waiting gives the oldest message that has not been delivered yet
	 * @return the session
	 */
	AccountSession create(EventSubReports reports, Supplier<@Nullable EventSubMessage> waiting) {
		String lease = this.accounts.get(reports.account()).client().clientId() + "/eventsub/" + reports.account();
		return new AccountSession(this.socket, (unserved) -> this.leases.request(lease, unserved), reports,
				new EventSubGap(this.clock, waiting));
	}

}
