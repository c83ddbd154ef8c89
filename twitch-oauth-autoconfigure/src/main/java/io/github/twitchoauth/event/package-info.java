/**
 * Application events that tell what happened to an account's authorization.
 *
 * @serial exclude
 */
@NullMarked
package io.github.twitchoauth.event;

import org.jspecify.annotations.NullMarked;
