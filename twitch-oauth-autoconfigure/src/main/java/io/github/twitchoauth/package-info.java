/**
 * Device-code login to Twitch: the types that an application names.
 *
 * @serial exclude
 */
@NullMarked
package io.github.twitchoauth;

import org.jspecify.annotations.NullMarked;
