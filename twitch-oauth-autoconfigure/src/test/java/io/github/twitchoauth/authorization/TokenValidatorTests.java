package io.github.twitchoauth.authorization;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenValidator}.
 */
class TokenValidatorTests extends AbstractTokenManagerTests {

	@Test
	void validationWhenClockIsSetBackThenGoesOn() {
		loaded();
		this.clock.jump(Duration.ofHours(5).negated());
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.twitch.requests()).containsExactly("validate at-1");
	}

}
