/**
 * Auto-configuration of tokens in Redis.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.redis;

import org.jspecify.annotations.NullMarked;
