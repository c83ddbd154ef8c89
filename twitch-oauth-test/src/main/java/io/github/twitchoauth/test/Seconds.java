package io.github.twitchoauth.test;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Durations in JSON: seconds, with a decimal point only where they are not whole.
 */
final class Seconds {

	private Seconds() {
	}

	static Number of(Duration duration) {
		if (duration.getNano() == 0) {
			return duration.getSeconds();
		}
		return BigDecimal.valueOf(duration.getSeconds())
			.add(BigDecimal.valueOf(duration.getNano(), 9))
			.stripTrailingZeros();
	}

}
