package io.github.twitchoauth.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Mono;

/**
 * Exchanges that are under way. Closing waits a moment for their answers, because one may
 * bring what the server does not give a second time.
 */
final class OpenExchanges {

	private int underWay;

	private boolean closed;

	/**
	 * Begin an exchange, unless closing has begun. Then nothing is sent, and there is no
	 * answer.
	 * @param <T> the type of the answer
	 * @param exchange the exchange
	 * @return its answer. What subscribers do with it at once still belongs to the
	 * exchange
	 */
	<T> Mono<T> begin(Mono<T> exchange) {
		return Mono.defer(() -> enter() ? exchange.doFinally((signal) -> leave()) : Mono.never());
	}

	private synchronized boolean enter() {
		this.underWay += this.closed ? 0 : 1;
		return !this.closed;
	}

	private synchronized void leave() {
		this.underWay--;
		notifyAll();
	}

	/**
	 * Let no further exchange begin, and wait until there is none under way.
	 * @param longest how long to wait
	 */
	synchronized void close(Duration longest) {
		this.closed = true;
		long end = System.nanoTime() + longest.toNanos();
		try {
			for (long left = longest.toNanos(); this.underWay > 0 && left > 0; left = end - System.nanoTime()) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
