/**
 * Spring Boot auto-configuration for device-code login.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure;

import org.jspecify.annotations.NullMarked;
