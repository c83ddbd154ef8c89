package io.github.twitchoauth.page;

/**
 * What a form has to carry so that the application accepts it.
 *
 * @param name the parameter's name
 * @param value its value
 */
record HiddenField(String name, String value) {

}
