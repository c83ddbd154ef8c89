/**
 * Auto-configuration of tokens in a relational database.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
