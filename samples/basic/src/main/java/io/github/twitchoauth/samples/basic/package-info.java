/**
 * Sample: log in when the application starts.
 */
@NullMarked
package io.github.twitchoauth.samples.basic;

import org.jspecify.annotations.NullMarked;
