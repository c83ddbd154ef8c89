/**
 * What all benchmarks need: JVMs of their own, quantiles, tables.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
