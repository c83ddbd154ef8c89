package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a clock of the application's own that fails once.
 */
class BrokenClockTests extends AbstractTokenManagerTests {

	private final AtomicBoolean broken = new AtomicBoolean();

	private final AuthorizationLifecycle brokenLifecycle = new AuthorizationLifecycle(Runnable::run, Runnable::run,
			Runnable::run, new ScriptedServer.VirtualClock() {

				@Override
				public Instant instant() {
					if (BrokenClockTests.this.broken.getAndSet(false)) {
						throw new IllegalStateException("no time");
					}
					return super.instant();
				}

			}, Blocking.REAL);

	@AfterEach
	void close() {
		this.brokenLifecycle.close();
	}

	@Test
	void validateWhenTheClockFailsThenIsDoneTheNextTime() {
		stored();
		new Application(accounts(), settings(Duration.ofMinutes(1), true), this.twitch.client(), this.store,
				this.events::add, this.brokenLifecycle)
			.manager()
			.getToken()
			.block(LIMIT);
		this.broken.set(true);
		for (int i = 0; i < 3600; i++) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(this.broken).isFalse();
		assertThat(this.twitch.requests("validate")).isNotEmpty();
	}

}
