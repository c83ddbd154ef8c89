package io.github.twitchoauth.autoconfigure.page;

/**
 * Where the login page is on this server.
 *
 * @param path its path, with that of the application before it
 */
record PageLocation(String path) {

}
