package io.github.twitchoauth.event;

import org.springframework.context.ApplicationEvent;

/**
 * Base of all events about an account's authorization. An event is published after the
 * state that it speaks of is stored and usable. Listeners run on a thread that may block,
 * one event after the other for one account.
 *
 * @since 0.1.0
 */
public abstract class TwitchOAuthEvent extends ApplicationEvent {

	private final String account;

	/**
	 * Create an event.
	 * @param source the component that publishes the event
	 * @param account the account
	 */
	protected TwitchOAuthEvent(Object source, String account) {
		super(source);
		this.account = account;
	}

	/**
	 * Return the name of the account that this event is about.
	 * @return the account's name as configured or passed to {@code forAccount};
	 * {@code default} for the default account
	 */
	public final String getAccount() {
		return this.account;
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + "[account=" + this.account + "]";
	}

}
