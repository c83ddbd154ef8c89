/**
 * What starts, waits and ends with the application, and its events in order.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.lifecycle;

import org.jspecify.annotations.NullMarked;
