/**
 * Who the accounts are.
 */
@NullMarked
package io.github.twitchoauth.account;

import org.jspecify.annotations.NullMarked;
