package io.github.twitchoauth.authorization;

import java.time.Clock;

import io.github.twitchoauth.account.Accounts;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.EventDispatcher;
import io.github.twitchoauth.store.TokenStore;

/**
 * What flows and token manager share.
 *
 * @param accounts the accounts
 * @param settings the settings
 * @param client the wire
 * @param store where tokens are kept
 * @param events hands out events
 * @param lifecycle ends with the application
 * @param clock tells the time
 */
public record AuthorizationServices(Accounts accounts, AuthorizationSettings settings, TwitchIdClient client,
		TokenStore store, EventDispatcher events, AuthorizationLifecycle lifecycle, Clock clock) {

}
