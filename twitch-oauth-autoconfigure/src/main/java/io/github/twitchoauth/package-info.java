/**
 * Device-code login to Twitch: the types that an application names.
 */
@NullMarked
package io.github.twitchoauth;

import org.jspecify.annotations.NullMarked;
