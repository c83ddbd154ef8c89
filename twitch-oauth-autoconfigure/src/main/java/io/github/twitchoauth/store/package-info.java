/**
 * Where tokens are kept between their uses.
 *
 * @serial exclude
 */
@NullMarked
package io.github.twitchoauth.store;

import org.jspecify.annotations.NullMarked;
