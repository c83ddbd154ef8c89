/**
 * Benchmark: chat messages over EventSub.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.eventsub;

import org.jspecify.annotations.NullMarked;
