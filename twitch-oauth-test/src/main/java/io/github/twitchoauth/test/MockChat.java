package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.test.ChatRooms.DropReason;

/**
 * What applications send with {@code POST /helix/chat/messages}. As at Twitch, a message
 * that is sent comes back to everybody who has subscribed to
 * {@code channel.chat.message}.
 *
 * @since 0.1.0
 * @see MockTwitch#chat()
 */
public final class MockChat {

	private final ChatRooms rooms;

	MockChat(ChatRooms rooms) {
		this.rooms = rooms;
	}

	/**
	 * Return the latest 2,000 messages that were sent. Dropped ones do not count.
	 * @return the messages, oldest first
	 */
	public List<ChatMessage> getMessages() {
		return this.rooms.messages();
	}

	/**
	 * Wait until there are that many messages in all.
	 * @param count how many
	 * @param timeout how long to wait
	 * @return the messages, oldest first
	 * @throws IllegalStateException if there are fewer in time
	 */
	public List<ChatMessage> awaitMessages(int count, Duration timeout) {
		try {
			this.rooms.await(count, timeout);
			return getMessages();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for chat messages", ex);
		}
	}

	/**
	 * Do not send the next message, but answer with status 200, {@code is_sent: false}
	 * and this reason. Called several times, it drops as many messages.
	 * @param code the code of the reason, {@code msg_duplicate} for example
	 * @param message the explanation
	 */
	public void dropNextMessage(String code, String message) {
		this.rooms.drop(new DropReason(code, message));
	}

}
