/**
 * Sample: decide by yourself when to log in.
 */
@NullMarked
package io.github.twitchoauth.samples.manual;

import org.jspecify.annotations.NullMarked;
