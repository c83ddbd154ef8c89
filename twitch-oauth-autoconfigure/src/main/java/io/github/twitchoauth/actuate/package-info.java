/**
 * What operators see of accounts.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.actuate;

import org.jspecify.annotations.NullMarked;
