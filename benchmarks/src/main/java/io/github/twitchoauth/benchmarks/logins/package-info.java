/**
 * Benchmark: logins that wait for approval.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.logins;

import org.jspecify.annotations.NullMarked;
