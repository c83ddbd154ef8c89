/**
 * Spring Boot integration of {@link io.github.twitchoauth.test.MockTwitch}.
 */
@NullMarked
package io.github.twitchoauth.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
