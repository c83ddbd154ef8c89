/**
 * HTTP clients that are always logged in.
 */
@NullMarked
package io.github.twitchoauth.web;

import org.jspecify.annotations.NullMarked;
