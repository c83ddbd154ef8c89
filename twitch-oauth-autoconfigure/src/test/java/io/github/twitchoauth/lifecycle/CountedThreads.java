package io.github.twitchoauth.lifecycle;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that may block. Counts what they are doing, and can run out.
 */
public final class CountedThreads implements Executor {

	private final Executor threads = BlockingThreads.create("test-");

	private final AtomicInteger shortage = new AtomicInteger();

	private final AtomicInteger tasks;

	public CountedThreads(AtomicInteger tasks) {
		this.tasks = tasks;
	}

	/**
	 * Reject the next tasks.
	 */
	public void runOut(int times) {
		this.shortage.set(times);
	}

	public int shortage() {
		return this.shortage.get();
	}

	@Override
	public void execute(Runnable task) {
		if (this.shortage.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			throw new RejectedExecutionException("unable to create native thread");
		}
		this.tasks.incrementAndGet();
		this.threads.execute(() -> {
			try {
				task.run();
			}
			finally {
				this.tasks.decrementAndGet();
			}
		});
	}

}
