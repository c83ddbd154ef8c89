/**
 * Application events that tell what happened to an account's authorization.
 */
@NullMarked
package io.github.twitchoauth.event;

import org.jspecify.annotations.NullMarked;
