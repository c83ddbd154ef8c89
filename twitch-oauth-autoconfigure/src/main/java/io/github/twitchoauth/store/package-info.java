/**
 * Where tokens are kept between their uses.
 */
@NullMarked
package io.github.twitchoauth.store;

import org.jspecify.annotations.NullMarked;
