/**
 * What the person in front of the terminal sees.
 */
@NullMarked
package io.github.twitchoauth.console;

import org.jspecify.annotations.NullMarked;
