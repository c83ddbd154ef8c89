package io.github.twitchoauth.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A lease that has been taken.
 *
 * @param name its name
 * @param vacancy how long before that it was last served, by the clock of the database,
 * or {@code null} if it had never been taken before
 * @since 0.1.0
 */
public record LeaseGrant(String name, @Nullable Duration vacancy) {

}
