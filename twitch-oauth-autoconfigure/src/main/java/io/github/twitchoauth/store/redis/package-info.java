/**
 * Tokens in Redis.
 */
@NullMarked
package io.github.twitchoauth.store.redis;

import org.jspecify.annotations.NullMarked;
