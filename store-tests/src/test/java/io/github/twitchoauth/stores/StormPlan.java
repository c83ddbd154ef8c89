package io.github.twitchoauth.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How much happens in a {@link Storm}.
 *
 * @param nodes processes
 * @param accounts accounts, which all nodes use
 * @param expiries access tokens that stop working
 * @param kills processes that are killed, and started again at once
 * @param stops processes that are stopped for some time, as if their machine slept
 * @param terminations sessions that the server ends
 * @param restarts crashes of the server
 * @param partitions times when a node cannot reach the server
 * @param patience how long a claim must be unchanged before it is taken over
 * @param length how long all of it takes
 */
record StormPlan(int nodes, int accounts, int expiries, int kills, int stops, int terminations, int restarts,
		int partitions, Duration patience, Duration length) {

	private static final StormPlan SMALL = new StormPlan(2, 8, 30, 2, 3, 2, 1, 2, Duration.ofSeconds(4),
			Duration.ofSeconds(7));

	private static final StormPlan LARGE = new StormPlan(4, 50, 1000, 200, 200, 20, 10, 20, Duration.ofSeconds(10),
			Duration.ofMinutes(13));

	/**
	 * Return the plan for this build. With the system property {@code storm}, only so
	 * many percent of a soak happen.
	 * @return the plan
	 */
	static StormPlan current() {
		return Boolean.getBoolean("soak") ? LARGE.share(Integer.getInteger("storm", 100)) : SMALL;
	}

	private StormPlan share(int percent) {
		return new StormPlan(this.nodes, this.accounts, this.expiries * percent / 100, this.kills * percent / 100,
				this.stops * percent / 100, this.terminations * percent / 100, this.restarts * percent / 100,
				this.partitions * percent / 100, this.patience, this.length.multipliedBy(percent).dividedBy(100));
	}

	List<Trouble> shuffled(Random random) {
		List<Trouble> troubles = new ArrayList<>();
		troubles.addAll(Collections.nCopies(this.expiries, Trouble.EXPIRY));
		troubles.addAll(Collections.nCopies(this.kills, Trouble.KILL));
		troubles.addAll(Collections.nCopies(this.stops, Trouble.STOP));
		troubles.addAll(Collections.nCopies(this.terminations, Trouble.TERMINATION));
		troubles.addAll(Collections.nCopies(this.restarts, Trouble.RESTART));
		troubles.addAll(Collections.nCopies(this.partitions, Trouble.PARTITION));
		Collections.shuffle(troubles, random);
		return troubles;
	}

	/**
	 * What happens.
	 */
	enum Trouble {

		EXPIRY, KILL, STOP, TERMINATION, RESTART, PARTITION

	}

}
