/**
 * What is observed of logins, refreshes, validations and stores, with Micrometer.
 */
@NullMarked
package io.github.twitchoauth.observation;

import org.jspecify.annotations.NullMarked;
