/**
 * What starts, waits and ends with the application, and its events in order.
 */
@NullMarked
package io.github.twitchoauth.lifecycle;

import org.jspecify.annotations.NullMarked;
