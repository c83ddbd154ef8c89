/**
 * Benchmark: what the starter adds to the start of an application.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
