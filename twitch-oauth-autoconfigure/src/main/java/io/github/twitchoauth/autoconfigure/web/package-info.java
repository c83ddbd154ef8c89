/**
 * Auto-configuration of HTTP clients that are always logged in.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
