/**
 * Which of the processes that share a store does what.
 * <p>
 * Internal: it may change with every version.
 */
@NullMarked
package io.github.twitchoauth.cluster;

import org.jspecify.annotations.NullMarked;
