/**
 * Auto-configuration for what operators see.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
