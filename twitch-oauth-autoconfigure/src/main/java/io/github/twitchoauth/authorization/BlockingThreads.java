package io.github.twitchoauth.authorization;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Daemon threads that may block: virtual ones where they do so without harm, else a pool
 * that shrinks to nothing.
 */
final class BlockingThreads {

	// Since JEP 491. Before, listeners that wait inside of synchronized methods could
	// occupy all carrier threads, and with them the store that they wait for.
	private static final int FIRST_VERSION_WITHOUT_PINNING = 24;

	private static final int POOL_SIZE = 256;

	private static final int IDLE_SECONDS = 5;

	private BlockingThreads() {
	}

	static Executor create(String threadNamePrefix) {
		if (Runtime.version().feature() >= FIRST_VERSION_WITHOUT_PINNING) {
			return new VirtualThreadTaskExecutor(threadNamePrefix);
		}
		CustomizableThreadFactory threadFactory = new CustomizableThreadFactory(threadNamePrefix);
		threadFactory.setDaemon(true);
		ThreadPoolExecutor executor = new ThreadPoolExecutor(POOL_SIZE, POOL_SIZE, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threadFactory);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
