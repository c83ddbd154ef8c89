/**
 * Sample: each visitor of a site connects a Twitch account of their own.
 */
@NullMarked
package io.github.twitchoauth.samples.web;

import org.jspecify.annotations.NullMarked;
