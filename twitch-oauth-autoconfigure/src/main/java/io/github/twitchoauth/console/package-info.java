/**
 * What the person in front of the terminal sees.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.console;

import org.jspecify.annotations.NullMarked;
