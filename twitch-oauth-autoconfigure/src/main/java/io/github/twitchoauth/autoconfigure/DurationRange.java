package io.github.twitchoauth.autoconfigure;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * How long a duration may be, written as in properties.
 *
 * @param shortest the shortest one
 * @param longest the longest one
 */
record DurationRange(String shortest, String longest) {

	Duration require(String property, Duration duration, String action) {
		if (duration.compareTo(DurationStyle.SIMPLE.parse(this.shortest)) < 0) {
			throw new InvalidTwitchPropertyException(property, "is shorter than " + this.shortest, action);
		}
		if (duration.compareTo(DurationStyle.SIMPLE.parse(this.longest)) > 0) {
			throw new InvalidTwitchPropertyException(property, "is longer than " + this.longest, action);
		}
		return duration;
	}

}
