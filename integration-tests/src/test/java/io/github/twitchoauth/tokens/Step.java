package io.github.twitchoauth.tokens;

/**
 * Where a refresh can be stopped in its tracks.
 */
enum Step {

	/**
	 * The account is locked and its token read, the request not sent.
	 */
	BEFORE_UPDATE,

	/**
	 * The file says that the refresh token is possibly spent, the request is not sent.
	 */
	BEFORE_REQUEST,

	/**
	 * Twitch has processed the request, the answer is not there.
	 */
	BEFORE_ANSWER,

	/**
	 * The answer is there, the file not touched.
	 */
	BEFORE_SAVE,

	/**
	 * The token is in the file, nobody has been told.
	 */
	BEFORE_PUBLISH;

	boolean isBeforeRequest() {
		return this == BEFORE_UPDATE || this == BEFORE_REQUEST;
	}

	/**
	 * Return whether the only copy of the new token dies with the process.
	 * @return whether it is lost
	 */
	boolean losesToken() {
		return this == BEFORE_ANSWER || this == BEFORE_SAVE;
	}

}
