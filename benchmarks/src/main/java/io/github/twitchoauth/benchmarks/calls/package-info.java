/**
 * Benchmark: calls to Helix with a token.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.calls;

import org.jspecify.annotations.NullMarked;
