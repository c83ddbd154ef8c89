/**
 * Who the accounts are.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.account;

import org.jspecify.annotations.NullMarked;
