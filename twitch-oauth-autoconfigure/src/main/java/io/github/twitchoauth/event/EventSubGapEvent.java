package io.github.twitchoauth.event;

import java.time.Instant;

/**
 * EventSub events of the account may have been missed: its connection was lost, another
 * process has taken over from one that has ended, or events that waited for a slow
 * listener were dropped, because the account has logged out or another process may be
 * connected. Twitch does not send again what happened meanwhile. Published when the
 * account is subscribed again, or when this process neither delivers nor connects any
 * more.
 * <p>
 * A subscription that Twitch refuses to create for now may miss more than that. Of a
 * process that shares its store with others and ends, the process that takes over also
 * tells what waited for listeners, and a gap that was not told yet; of a process that
 * dies, as it was when the store has last heard of it, which it does every few seconds.
 *
 * @since 0.1.0
 */
public class EventSubGapEvent extends TwitchOAuthEvent {

	private final Instant from;

	private final Instant to;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param from the last time at which the account is known to have been connected
	 * @param to the time at which the account was subscribed again, or at which this
	 * process has stopped delivering
	 */
	public EventSubGapEvent(Object source, String account, Instant from, Instant to) {
		super(source, account);
		this.from = from;
		this.to = to;
	}

	/**
	 * Return when something can have been missed first.
	 * @return the last time at which the account is known to have been connected
	 */
	public Instant getFrom() {
		return this.from;
	}

	/**
	 * Return when something can have been missed last.
	 * @return the time at which the account was subscribed again, or at which this
	 * process has stopped delivering
	 */
	public Instant getTo() {
		return this.to;
	}

}
