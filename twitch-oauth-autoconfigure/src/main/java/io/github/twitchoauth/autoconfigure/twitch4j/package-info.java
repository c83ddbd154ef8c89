/**
 * Auto-configuration of twitch4j.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.twitch4j;

import org.jspecify.annotations.NullMarked;
