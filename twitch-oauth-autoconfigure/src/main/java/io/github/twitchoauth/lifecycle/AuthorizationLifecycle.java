package io.github.twitchoauth.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchOAuthException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Ties everything that is under way to the application: the JVM stays alive for it, and
 * closing ends it at once.
 */
public final class AuthorizationLifecycle implements AutoCloseable {

	/**
	 * How long closing waits for an operation that nothing depends on.
	 */
	public static final Duration GRACE_PERIOD = Duration.ofMillis(600);

	private final KeepAlive keepAlive = new KeepAlive();

	private final OpenOperations operations = new OpenOperations(this.keepAlive, this::isClosed);

	private final OpenExchanges exchanges = new OpenExchanges();

	private final ShutdownGuard shutdownGuard = new ShutdownGuard();

	private final Executor eventExecutor;

	private final Scheduler storeScheduler;

	private final Scheduler requestScheduler;

	private final Disposable.Composite timers = Disposables.composite();

	private final Clock clock;

	private final Blocking blocking;

	private volatile boolean closed;

	/**
	 * Create a lifecycle.
	 * @param clock tells the time
	 */
	public AuthorizationLifecycle(Clock clock) {
		this(BlockingThreads.create("twitch-oauth-event-"), BlockingThreads.create("twitch-oauth-store-"),
				BlockingThreads.create("twitch-oauth-request-"), clock, Blocking.REAL);
	}

	/**
	 * Create a lifecycle.
	 * @param events runs listeners
	 * @param store runs what waits for the store
	 * @param requests runs what waits for Twitch, which must not keep callers from the
	 * store
	 * @param clock tells the time
	 * @param blocking how these threads wait
	 */
	public AuthorizationLifecycle(Executor events, Executor store, Executor requests, Clock clock, Blocking blocking) {
		this.clock = clock;
		this.blocking = blocking;
		this.eventExecutor = events;
		this.storeScheduler = Schedulers.fromExecutor(store);
		this.requestScheduler = Schedulers.fromExecutor(requests);
	}

	/**
	 * Give up an operation when the application closes. The JVM stays alive for it until
	 * then.
	 * @param <T> the type of the result
	 * @param operation the operation
	 * @return its result, or a {@link TwitchOAuthException} that says that the
	 * application is shutting down
	 */
	public <T> Mono<T> cancelOnClose(Mono<T> operation) {
		return this.operations.begin(operation);
	}

	/**
	 * Make an exchange with the server whose answer closing awaits a moment, if it has
	 * begun before.
	 * @param <T> the type of the answer
	 * @param exchange the exchange
	 * @return its answer
	 */
	public <T> Mono<T> answerBeforeClose(Mono<T> exchange) {
		return this.exchanges.begin(exchange);
	}

	/**
	 * Start an operation that must not be broken off, because what it has in hand exists
	 * nowhere else. It goes on when subscribers cancel, and closing waits for it a
	 * moment.
	 * @param <T> the type of the result
	 * @param operation the operation
	 * @param gracePeriod how long closing waits for it
	 * @return its result, for any number of subscribers
	 */
	public <T> Mono<T> completeBeforeClose(Mono<T> operation, Duration gracePeriod) {
		return completeBeforeClose(operation, () -> gracePeriod);
	}

	/**
	 * Start an operation a part of which must not be broken off.
	 * @param <T> the type of the result
	 * @param operation the operation
	 * @param guardedPart the part
	 * @return its result, for any number of subscribers
	 */
	public <T> Mono<T> completeBeforeClose(Mono<T> operation, GuardedPart guardedPart) {
		return completeBeforeClose(operation, guardedPart::gracePeriod);
	}

	private <T> Mono<T> completeBeforeClose(Mono<T> operation, Supplier<Duration> gracePeriod) {
		return this.shutdownGuard.start(Mono.defer(() -> {
			this.keepAlive.acquire();
			return operation.doFinally((signal) -> this.keepAlive.release());
		}), gracePeriod);
	}

	/**
	 * Return a part of an operation to come.
	 * @param gracePeriod how long closing waits for its end, once it has begun
	 * @return the part, which has not begun
	 */
	public GuardedPart guardedPart(Duration gracePeriod) {
		return new GuardedPart(this.shutdownGuard, gracePeriod);
	}

	/**
	 * Dispose when the application closes.
	 * @param timer what to dispose
	 */
	public void disposeOnClose(Disposable timer) {
		this.timers.add(timer);
	}

	public Clock clock() {
		return this.clock;
	}

	/**
	 * Create a lock for threads that may block.
	 * @return the lock
	 */
	public Lock newLock() {
		return this.blocking.newLock();
	}

	/**
	 * Wait, on a thread that may block.
	 * @param duration how long
	 */
	public void pause(Duration duration) {
		this.blocking.pause(duration);
	}

	// How many operations would be given up now.
	public int underWay() {
		return this.operations.underWay();
	}

	public KeepAlive keepAlive() {
		return this.keepAlive;
	}

	/**
	 * Return threads that may block, for what listeners do.
	 * @return the executor
	 */
	public Executor eventExecutor() {
		return this.eventExecutor;
	}

	public Scheduler storeScheduler() {
		return this.storeScheduler;
	}

	public Scheduler requestScheduler() {
		return this.requestScheduler;
	}

	/**
	 * Return whether the application is closing.
	 * @return whether it is
	 */
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			long start = System.nanoTime();
			this.timers.dispose();
			this.exchanges.close(GRACE_PERIOD.dividedBy(2));
			this.operations.close();
			this.shutdownGuard.close(start);
			this.keepAlive.close();
		}
	}

	public static TwitchOAuthException closing() {
		return new TwitchOAuthException("The application is shutting down");
	}

}
