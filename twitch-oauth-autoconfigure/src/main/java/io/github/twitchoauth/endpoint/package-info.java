/**
 * The wire to id.twitch.tv: one method per endpoint, each with three outcomes.
 */
@NullMarked
package io.github.twitchoauth.endpoint;

import org.jspecify.annotations.NullMarked;
