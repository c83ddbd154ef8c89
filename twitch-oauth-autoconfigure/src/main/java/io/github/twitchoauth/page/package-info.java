/**
 * The page on which people log accounts in and out, and its JSON.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.page;

import org.jspecify.annotations.NullMarked;
