package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.TokenManager;

/**
 * What the clients of all accounts share.
 *
 * @param tokens where tokens come from
 * @param credentials the credentials
 * @param helix the Helix clients
 * @param requests begin requests to Helix
 * @param eventSub the EventSub side of all accounts
 */
public record TwitchClientServices(TokenManager tokens, AccountCredentials credentials, HelixClients helix,
		HelixRequests requests, EventSubAccounts eventSub) {

}
