package io.github.twitchoauth.twitch4j;

import java.util.function.Function;

import io.github.twitchoauth.TokenManager;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * What the clients of all accounts share.
 *
 * @param tokens where tokens come from
 * @param credentials the credentials
 * @param helix the Helix clients
 * @param webClients the logged-in WebClient of an account
 * @param eventSub the EventSub side of all accounts
 */
public record TwitchClientServices(TokenManager tokens, AccountCredentials credentials, HelixClients helix,
		Function<String, WebClient> webClients, EventSubAccounts eventSub) {

}
