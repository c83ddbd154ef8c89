/**
 * The page on which people log accounts in and out, and its JSON.
 */
@NullMarked
package io.github.twitchoauth.page;

import org.jspecify.annotations.NullMarked;
