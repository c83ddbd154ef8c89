/**
 * Wiring of the login page.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.page;

import org.jspecify.annotations.NullMarked;
