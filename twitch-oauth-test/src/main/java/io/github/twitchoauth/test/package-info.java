/**
 * A stand-in for Twitch that applications can test against.
 */
@NullMarked
package io.github.twitchoauth.test;

import org.jspecify.annotations.NullMarked;
