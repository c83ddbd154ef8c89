package io.github.twitchoauth.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of a device code's life, which goes by elapsed time.
 */
class DeviceCodeExpiryTests extends AbstractDeviceCodeTests {

	@Test
	void authorizeWhenExpiringThenUsesTheLastSecondAndNotTheFirstAfterIt() {
		this.server.code(11, 5).poll(2, 400, ScriptedServer.PENDING);
		expectExpiryAt(11);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L);
	}

	@Test
	void authorizeWhenOutageEndsShortlyBeforeExpiryThenPollsInTheLastSecond() {
		this.server.code(60, 5).poll(4, 503, "").approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 20L, 40L, 59L);
	}

	@Test
	void authorizeWhenOutageLastsBeyondExpiryThenPollsInTheLastSecondAndNotAgain() {
		this.server.code(60, 5).poll(5, 503, "");
		expectExpiryAt(60);
		assertThat(this.server.received("/token")).containsExactly(5L, 10L, 20L, 40L, 59L);
	}

	@Test
	void authorizeWhenRetryAfterGoesBeyondExpiryThenPollsInTheLastSecond() {
		this.server.code(60, 5).poll(retryAfter(3600)).approve();
		authorize().expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L, 59L);
	}

	@Test
	void authorizeWhenRetryAfterGoesBeyondExpiryInTheLastSecondToThenDoesNotPollAgain() {
		this.server.code(60, 5).poll(retryAfter(56)).poll(retryAfter(3600));
		expectExpiryAt(60);
		assertThat(this.server.received("/token")).containsExactly(5L, 59L);
	}

	@Test
	void authorizeWhenTheNextPollFallsOnTheExpiryThenTheLastOneComesASecondBefore() {
		this.server.code(10, 5).poll(400, ScriptedServer.PENDING);
		expectExpiryAt(10);
		assertThat(this.server.received("/token")).containsExactly(9L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H", "PT29M", "P365D" })
	void authorizeWhenClockIsSetThenOnlyElapsedTimeCounts(Duration step) {
		this.server.code(60, 5).poll(11, 400, ScriptedServer.PENDING);
		List<Throwable> errors = new ArrayList<>();
		flow(false).authorize().subscribe((token) -> {
		}, errors::add);
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		this.server.clock().jump(step);
		this.time.advanceTimeBy(Duration.ofSeconds(51).minusMillis(1));
		assertThat(errors).isEmpty();
		assertThat(this.server.received("/token")).hasSize(11);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(errors).singleElement().isInstanceOf(DeviceCodeExpiredException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT3H", "PT-3H", "PT59S" })
	void pollForAuthorizationWhenClockIsSetBeforeThenOnlyElapsedTimeCounts(Duration step) {
		this.server.code(60, 5).poll(10, 400, ScriptedServer.PENDING);
		TwitchDeviceAuthFlow flow = flow(false);
		DeviceCode code = flow.getDeviceCode().block(LIMIT);
		this.time.advanceTimeBy(Duration.ofSeconds(8));
		this.server.clock().jump(step);
		StepVerifier.create(flow.forAccount("default").pollForAuthorization(code))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(2)))
			.expectError(DeviceCodeExpiredException.class)
			.verify(LIMIT);
		assertThat(this.server.received("/token")).hasSize(10);
	}

	@Test
	void pollForAuthorizationWhenCodeOfAnotherProcessHasExpiredThenTheServerHasTheLastWord() {
		this.server.approve();
		DeviceCode code = new DeviceCode("dc", "ABCDEFGH", URI.create("https://www.twitch.tv/activate"),
				this.server.clock().instant().minusSeconds(7200), Duration.ofSeconds(5));
		StepVerifier.create(flow(false).pollForAuthorization(code))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(2)))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.server.received("/token")).containsExactly(5L);
	}

	@Test
	void authorizeWhenRenewingThenAsksForANewCode() {
		this.server.code(6, 5).poll(400, ScriptedServer.PENDING).code(1800, 5).approve();
		StepVerifier.create(flow(true).authorize())
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.server.received("/device")).hasSize(2);
		assertThat(this.events).noneMatch(AuthorizationFailedEvent.class::isInstance);
	}

	@Test
	void authorizeWhenAnswersStayUnknownThenExpiresAndNamesTheLast() {
		this.server.code(30, 5).poll(9, 404, "{\"message\":\"no such page\"}");
		authorize()
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(DeviceCodeExpiredException.class)
				.hasMessageContaining("Twitch answered 404 \"no such page\""))
			.verify(LIMIT);
	}

	@Test
	void authorizeWhenServerSaysExpiredThenFailsAtOnce() {
		this.server.code(1800, 5).poll(400, "{\"error\":\"expired_token\"}");
		authorize().expectError(DeviceCodeExpiredException.class).verify(LIMIT);
	}

	private void expectExpiryAt(long seconds) {
		List<Throwable> errors = new ArrayList<>();
		flow(false).authorize().subscribe((token) -> {
		}, errors::add);
		this.time.advanceTimeBy(Duration.ofSeconds(seconds).minusMillis(1));
		assertThat(errors).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(errors).singleElement().isInstanceOf(DeviceCodeExpiredException.class);
	}

}
