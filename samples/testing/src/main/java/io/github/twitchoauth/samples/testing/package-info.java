/**
 * What the tests of several samples need.
 */
@NullMarked
package io.github.twitchoauth.samples.testing;

import org.jspecify.annotations.NullMarked;
