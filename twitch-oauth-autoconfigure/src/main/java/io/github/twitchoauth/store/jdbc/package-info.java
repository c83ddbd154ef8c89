/**
 * Tokens in a relational database.
 */
@NullMarked
package io.github.twitchoauth.store.jdbc;

import org.jspecify.annotations.NullMarked;
