package io.github.twitchoauth.twitch4j;

import io.github.twitchoauth.TwitchOAuthException;

/**
 * Twitch has taken a chat message, but not sent it.
 *
 * @since 0.1.0
 * @see <a href="https://dev.twitch.tv/docs/api/reference/#send-chat-message">Send Chat
 * Message</a>
 */
public class ChatMessageDroppedException extends TwitchOAuthException {

	private final String code;

	/**
	 * Create an exception.
	 * @param code the reason as a code of Twitch's
	 * @param reason the reason in words
	 */
	public ChatMessageDroppedException(String code, String reason) {
		super("Twitch did not send the chat message: " + reason + " (" + code + ")");
		this.code = code;
	}

	/**
	 * Return the code of the reason.
	 * @return the code, such as {@code msg_duplicate}
	 */
	public String getCode() {
		return this.code;
	}

}
