/**
 * A stand-in for Twitch that costs little and measures when it is asked.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.server;

import org.jspecify.annotations.NullMarked;
