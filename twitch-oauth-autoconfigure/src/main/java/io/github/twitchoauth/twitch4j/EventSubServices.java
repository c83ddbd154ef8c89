package io.github.twitchoauth.twitch4j;

import java.time.Clock;

import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What the EventSub side of all accounts shares.
 *
 * @param accounts the accounts
 * @param tokens where tokens come from
 * @param events hands out events about logins
 * @param publisher publishes EventSub events
 * @param lifecycle ends with the application
 * @param clock tells the time
 * @param socket connects to EventSub
 * @param helix begins requests to Helix
 */
public record EventSubServices(Accounts accounts, TokenManager tokens, EventDispatcher events,
		ApplicationEventPublisher publisher, AuthorizationLifecycle lifecycle, Clock clock, EventSubSocket socket,
		HelixRequests helix) {

}
