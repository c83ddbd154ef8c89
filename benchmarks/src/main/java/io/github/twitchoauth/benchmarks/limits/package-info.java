/**
 * Benchmark: many calls under a rate limit.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
