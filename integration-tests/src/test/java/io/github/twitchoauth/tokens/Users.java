package io.github.twitchoauth.tokens;

import java.util.List;

/**
 * What {@code GET /helix/users} answers.
 *
 * @param data the users
 */
record Users(List<User> data) {

	/**
	 * A user.
	 *
	 * @param id the id
	 * @param login the login name
	 */
	record User(String id, String login) {

	}

}
