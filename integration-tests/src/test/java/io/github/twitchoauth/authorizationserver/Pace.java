package io.github.twitchoauth.authorizationserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast one device code may be polled, and what the polls were answered.
 */
final class Pace {

	private static final Duration STEP = Duration.ofSeconds(5);

	private final List<String> answers = new ArrayList<>();

	private Duration interval;

	private long lastAnswer = System.nanoTime();

	private boolean slowDown;

	/**
	 * Create a pace.
	 * @param interval the announced interval, or {@code null} if none was announced
	 */
	Pace(Duration interval) {
		this.interval = (interval != null) ? interval : STEP;
	}

	synchronized void slowDown() {
		this.slowDown = true;
	}

	synchronized boolean isTooFast() {
		boolean early = System.nanoTime() - this.lastAnswer < this.interval.toNanos();
		boolean tooFast = early || this.slowDown;
		this.slowDown = false;
		if (tooFast) {
			this.interval = this.interval.plus(STEP);
		}
		return tooFast;
	}

	synchronized void answered(String answer) {
		this.answers.add(answer);
		this.lastAnswer = System.nanoTime();
	}

	synchronized List<String> answers() {
		return List.copyOf(this.answers);
	}

}
