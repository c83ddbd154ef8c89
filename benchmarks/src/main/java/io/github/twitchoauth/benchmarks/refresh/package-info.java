/**
 * Benchmark: many callers meet an expired token.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.refresh;

import org.jspecify.annotations.NullMarked;
