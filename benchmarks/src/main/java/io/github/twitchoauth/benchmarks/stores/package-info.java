/**
 * Benchmark: updates of token stores.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
