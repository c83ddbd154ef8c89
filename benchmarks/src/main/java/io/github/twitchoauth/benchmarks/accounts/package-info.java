/**
 * Benchmark: one application, thousands of accounts.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;
