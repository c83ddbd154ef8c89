package io.github.twitchoauth.test;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A message that an application has sent to a chat.
 *
 * @param id the message id
 * @param time when it was sent
 * @param broadcaster the login name of the user whose chat it is, or the user id where no
 * such user has appeared
 * @param sender the login name of the user who sent it
 * @param text the text
 * @param replyTo the id of the message that it replies to, or {@code null}
 * @since 0.1.0
 */
public record ChatMessage(String id, Instant time, String broadcaster, String sender, String text,
		@Nullable String replyTo) {

}
