package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * What was sent to chat, and what will not be.
 */
final class ChatRooms {

	private final History<ChatMessage> messages = new History<>(2_000);

	private final Queue<DropReason> drops = new ArrayDeque<>();

	synchronized void drop(DropReason reason) {
		this.drops.add(reason);
	}

	synchronized @Nullable DropReason nextDrop() {
		return this.drops.poll();
	}

	synchronized void add(ChatMessage message) {
		this.messages.add(message);
		notifyAll();
	}

	List<ChatMessage> messages() {
		return this.messages.entries();
	}

	synchronized void await(int count, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.messages.count() < count) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new IllegalStateException(
						"%d of %d messages were sent within %s".formatted(this.messages.count(), count, timeout));
			}
			wait(left);
		}
	}

	synchronized void clear() {
		this.messages.clear();
		this.drops.clear();
	}

	/**
	 * Why a message is not sent.
	 *
	 * @param code the code
	 * @param message the explanation
	 */
	record DropReason(String code, String message) {

	}

}
