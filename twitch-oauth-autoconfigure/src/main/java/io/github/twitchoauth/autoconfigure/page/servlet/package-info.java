/**
 * The login page in security rules of applications on servlets.
 */
@NullMarked
package io.github.twitchoauth.autoconfigure.page.servlet;

import org.jspecify.annotations.NullMarked;
