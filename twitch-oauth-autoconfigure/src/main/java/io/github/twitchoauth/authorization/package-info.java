/**
 * The device authorization flow behind the public interfaces.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.authorization;

import org.jspecify.annotations.NullMarked;
