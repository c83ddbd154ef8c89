/**
 * What operators see of accounts.
 */
@NullMarked
package io.github.twitchoauth.actuate;

import org.jspecify.annotations.NullMarked;
