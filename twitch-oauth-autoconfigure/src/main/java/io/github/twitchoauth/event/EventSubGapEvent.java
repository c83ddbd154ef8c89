package io.github.twitchoauth.event;

import java.time.Instant;

/**
 * EventSub events of the account may have been missed: its connection was lost, or
 * another process has taken over from one that has ended. Twitch does not send again what
 * happened meanwhile. Published when the account is subscribed again.
 * <p>
 * A subscription that Twitch refuses to create for now may miss more than that. So may a
 * listener that was slow in the process that has ended: what waited for it is lost.
 */
public class EventSubGapEvent extends TwitchOAuthEvent {

	private final Instant from;

	private final Instant to;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 * @param from the last time at which the account is known to have been connected
	 * @param to the time at which the account was subscribed again
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
	 * @return the time at which the account was subscribed again
	 */
	public Instant getTo() {
		return this.to;
	}

}
