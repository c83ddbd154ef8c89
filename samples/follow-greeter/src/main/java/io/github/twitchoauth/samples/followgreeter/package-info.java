/**
 * Sample: greet new followers in chat.
 */
@NullMarked
package io.github.twitchoauth.samples.followgreeter;

import org.jspecify.annotations.NullMarked;
