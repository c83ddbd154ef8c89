/**
 * The wire to id.twitch.tv: one method per endpoint, each with three outcomes.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.endpoint;

import org.jspecify.annotations.NullMarked;
