/**
 * The client on top of the login: twitch4j's Helix API, EventSub over WebSocket, chat.
 *
 * @serial exclude
 */
@NullMarked
package io.github.twitchoauth.twitch4j;

import org.jspecify.annotations.NullMarked;
