package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Daemon threads that may block: virtual ones where they do so without harm, else a pool
 * that has another thread for each that is blocked, and shrinks to nothing. It is no
 * {@link java.util.concurrent.ExecutorService}: Reactor would interrupt a running task
 * when its subscriber cancels, and a store must not be interrupted halfway.
 */
public final class BlockingThreads implements Executor {

	// Since JEP 491. Before, listeners that wait inside of synchronized methods could
	// occupy all carrier threads, and with them the store that they wait for.
	private static final int FIRST_VERSION_WITHOUT_PINNING = 24;

	private static final int POOL_SIZE = 256;

	private static final int IDLE_SECONDS = 5;

	private static final Duration PATIENCE = Duration.ofMillis(100);

	private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();

	private final AtomicBoolean watched = new AtomicBoolean();

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final ThreadPoolExecutor pool;

	// A synchronous queue wakes the thread that has been idle for the shortest time, and
	// a new one starts only when none is idle. Where all are busy, the next that is done
	// takes what waits.
	private BlockingThreads(String threadNamePrefix) {
		CustomizableThreadFactory threadFactory = new CustomizableThreadFactory(threadNamePrefix);
		threadFactory.setDaemon(true);
		this.pool = new ThreadPoolExecutor(0, POOL_SIZE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				threadFactory, new ThreadPoolExecutor.DiscardPolicy());
	}

	public static Executor create(String threadNamePrefix) {
		return (Runtime.version().feature() >= FIRST_VERSION_WITHOUT_PINNING)
				? new VirtualThreadTaskExecutor(threadNamePrefix) : pool(threadNamePrefix);
	}

	static Executor pool(String threadNamePrefix) {
		return new BlockingThreads(threadNamePrefix);
	}

	@Override
	public void execute(Runnable task) {
		this.waiting.add(task);
		try {
			this.pool.execute(this::runAll);
		}
		catch (Throwable ex) {
			if (this.waiting.remove(task)) {
				throw ex;
			}
		}
		watchIfNeeded();
	}

	private void runAll() {
		for (Runnable task = this.waiting.poll(); task != null; task = this.waiting.poll()) {
			run(task);
		}
	}

	private void run(Runnable task) {
		this.busySince.put(Thread.currentThread(), System.nanoTime());
		try {
			task.run();
		}
		finally {
			this.busySince.remove(Thread.currentThread());
		}
	}

	private void watchIfNeeded() {
		if ((!this.waiting.isEmpty() || this.pool.getMaximumPoolSize() > POOL_SIZE)
				&& this.watched.compareAndSet(false, true)) {
			Schedulers.parallel().schedule(this::resize, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	// A burst of short tasks does not need more threads.
	private void resize() {
		this.watched.set(false);
		try {
			this.pool.setMaximumPoolSize(POOL_SIZE + blocked());
			for (int i = 0; i < POOL_SIZE && !this.waiting.isEmpty(); i++) {
				this.pool.execute(this::runAll);
			}
		}
		finally {
			watchIfNeeded();
		}
	}

	private int blocked() {
		long now = System.nanoTime();
		return (int) this.busySince.values().stream().filter((since) -> now - since > PATIENCE.toNanos()).count();
	}

}
