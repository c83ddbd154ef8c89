/**
 * The login page in security rules of applications on WebFlux.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.page.reactive;

import org.jspecify.annotations.NullMarked;
