/**
 * Spring Security's OAuth 2.0 client, set up as its reference says.
 */
@NullMarked
package io.github.twitchoauth.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
