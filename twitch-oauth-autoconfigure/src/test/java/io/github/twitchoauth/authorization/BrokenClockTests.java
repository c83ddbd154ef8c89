package io.github.twitchoauth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import io.github.twitchoauth.lifecycle.Blocking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a clock of the application's own that fails once.
 */
class BrokenClockTests extends AbstractTokenManagerTests {

	private final AtomicBoolean broken = new AtomicBoolean();

	private final Clock brokenClock = new ScriptedServer.VirtualClock() {

		@Override
		public Instant instant() {
			if (BrokenClockTests.this.broken.getAndSet(false)) {
				throw new AssertionError("no time");
			}
			return super.instant();
		}

	};

	private final AuthorizationLifecycle brokenLifecycle = new AuthorizationLifecycle(Runnable::run, Runnable::run,
			Runnable::run, this.brokenClock, Blocking.REAL);

	@BeforeEach
	void open() {
		this.twitch = new FakeTwitch(this.brokenClock);
		this.manager = new Application(accounts(), settings(Duration.ofMinutes(1), true), this.twitch.client(),
				this.store, this.events::add, this.brokenLifecycle)
			.manager();
	}

	@AfterEach
	void close() {
		this.brokenLifecycle.close();
	}

	@Test
	void validateWhenTheClockFailsThenIsDoneTheNextTime() {
		loaded();
		this.broken.set(true);
		for (int i = 0; i < 3600; i++) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(this.broken).isFalse();
		assertThat(this.twitch.requests("validate")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refreshWhenTheClockFailsOnceTheServerHasAnsweredThenTheNewTokenIsKept(boolean saved) {
		loaded();
		if (!saved) {
			this.store.fail(UnreliableStore.Failure.NOT_WRITTEN);
		}
		this.twitch.fault("refresh", this::breaksTheClock);
		failure(this.manager.refresh(ACCOUNT, "at-1"));
		assertThat(this.broken).isFalse();
		assertThat(this.manager.refresh(ACCOUNT, "at-1").block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-2");
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-2");
		assertThat(this.twitch.requests("refresh")).containsExactly("refresh rt-1");
		expectEvents(TokenRefreshedEvent.class);
	}

	@Test
	void logInWhenTheClockFailsOnceTheTokenIsThereThenItIsKept() {
		TwitchToken token = this.twitch.logIn();
		this.broken.set(true);
		failure(this.manager.logIn(ACCOUNT,
				new TokenResponse(token.accessToken(), token.refreshToken(), token.scopes(), token.expiresAt())));
		assertThat(this.broken).isFalse();
		assertThat(this.store.find(ACCOUNT).accessToken()).isEqualTo("at-1");
		assertThat(this.manager.getToken().block(LIMIT).accessToken()).isEqualTo("at-1");
	}

	private Mono<ClientResponse> breaksTheClock(Supplier<ClientResponse> work) {
		return Mono.fromSupplier(work).doOnNext((answer) -> this.broken.set(true));
	}

}
