package io.github.twitchoauth.test;

import java.time.Instant;

/**
 * A spent refresh token that was presented again. At Twitch this kills the connection
 * between the user and the application.
 *
 * @param time when it was presented
 * @param clientId the client that presented it
 * @param login the user whose connection is dead now
 * @since 0.1.0
 */
public record RefreshTokenReplay(Instant time, String clientId, String login) {

}
