package io.github.twitchoauth.authorization;

import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Names the accounts that something has happened to. Subscribers are called on threads of
 * their own, because changes are told under the lock of an account.
 */
final class AccountChanges implements Disposable {

	private static final int LONGEST_QUEUE = 10_000;

	private final Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();

	synchronized void add(String account) {
		this.sink.tryEmitNext(account);
	}

	@Override
	public synchronized void dispose() {
		this.sink.tryEmitComplete();
	}

	/**
	 * Return the changes of all accounts from now on.
	 * @return the names, the oldest of which are dropped for a slow subscriber
	 */
	Flux<String> all() {
		return this.sink.asFlux()
			.onBackpressureBuffer(LONGEST_QUEUE, BufferOverflowStrategy.DROP_OLDEST)
			.publishOn(Schedulers.parallel(), 1);
	}

	/**
	 * Return the changes of one account from now on.
	 * @param account the account
	 * @param others further times to look at it
	 * @return its name, once for any number of changes that a slow subscriber has missed
	 */
	Flux<String> of(String account, Flux<?> others) {
		Flux<String> changes = this.sink.asFlux();
		return Flux.merge(changes.filter(account::equals), others.map((time) -> account))
			.takeUntilOther(changes.ignoreElements())
			.onBackpressureLatest()
			.publishOn(Schedulers.parallel(), 1);
	}

}
