/**
 * Sample: several processes that greet new followers once.
 */
@NullMarked
package io.github.twitchoauth.samples.cluster;

import org.jspecify.annotations.NullMarked;
