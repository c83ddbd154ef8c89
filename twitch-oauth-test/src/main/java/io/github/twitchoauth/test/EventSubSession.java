package io.github.twitchoauth.test;

import java.time.Duration;
import java.time.Instant;

/**
 * A session of an EventSub client. It outlives the connection where the client follows a
 * {@code session_reconnect} message.
 *
 * @param id the session id
 * @param connectedAt when the client connected
 * @param keepaliveTimeout the longest silence that the welcome message promised
 * @since 0.1.0
 */
public record EventSubSession(String id, Instant connectedAt, Duration keepaliveTimeout) {

}
