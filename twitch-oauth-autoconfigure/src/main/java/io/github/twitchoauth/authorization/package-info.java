/**
 * The device authorization flow behind the public interfaces.
 */
@NullMarked
package io.github.twitchoauth.authorization;

import org.jspecify.annotations.NullMarked;
