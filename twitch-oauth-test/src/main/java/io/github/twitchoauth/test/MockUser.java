package io.github.twitchoauth.test;

/**
 * A user of the stand-in.
 *
 * @param id the user id, digits
 * @param login the login name, lower case
 * @param displayName the login name as the user writes it
 */
record MockUser(String id, String login, String displayName) {

}
