package io.github.twitchoauth.test;

import org.springframework.util.Assert;

/**
 * Says how often a {@link Fault} occurs: {@code on(Endpoint.REFRESH).next(3)
 * .respond(Fault.status(503))}.
 *
 * @since 0.1.0
 */
public final class FaultInjection {

	private final FaultQueue queue;

	private final int count;

	FaultInjection(FaultQueue queue, int count) {
		this.queue = queue;
		this.count = count;
	}

	/**
	 * The number of requests that meet the fault, instead of one.
	 * @param count the number of requests
	 * @return a new injection for that many requests
	 */
	public FaultInjection next(int count) {
		Assert.isTrue(count > 0, "'count' must be greater than 0");
		return new FaultInjection(this.queue, count);
	}

	/**
	 * Inject the fault. Faults injected earlier into the same endpoint come first.
	 * @param fault the fault
	 */
	public void respond(Fault fault) {
		this.queue.add(fault, this.count);
	}

}
