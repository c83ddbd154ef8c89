/**
 * Benchmark: the processor time of requests to the authorization server.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
