package io.github.twitchoauth.autoconfigure;

import java.time.Duration;

import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * How long a duration may be.
 *
 * @param shortest the shortest one
 * @param longest the longest one
 */
record DurationRange(Duration shortest, Duration longest) {

	Duration require(String property, Duration duration, String action) {
		if (duration.compareTo(this.shortest) < 0) {
			throw new InvalidTwitchPropertyException(property, "is shorter than " + print(this.shortest), action);
		}
		if (duration.compareTo(this.longest) > 0) {
			throw new InvalidTwitchPropertyException(property, "is longer than " + print(this.longest), action);
		}
		return duration;
	}

	// The text has the form that properties use.
	private static String print(Duration duration) {
		return DurationFormatterUtils.print(duration, Style.COMPOSITE);
	}

}
