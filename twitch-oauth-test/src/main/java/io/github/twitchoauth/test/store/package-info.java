/**
 * The test that every token store passes.
 */
@NullMarked
package io.github.twitchoauth.test.store;

import org.jspecify.annotations.NullMarked;
