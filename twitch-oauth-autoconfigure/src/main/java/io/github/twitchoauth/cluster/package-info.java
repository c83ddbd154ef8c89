/**
 * Which of the processes that share a store does what.
 */
@NullMarked
package io.github.twitchoauth.cluster;

import org.jspecify.annotations.NullMarked;
