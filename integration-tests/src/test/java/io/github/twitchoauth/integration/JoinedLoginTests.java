package io.github.twitchoauth.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An account has one login under way at a time, however many wait for it: one code.
 */
class JoinedLoginTests {

	private static final String AUTO_START = "twitch.oauth.auto-start=true";

	private static final Duration INTERVAL = Duration.ofMillis(100);

	@AutoClose
	private final MockTwitch twitch = MockTwitch.start();

	@AutoClose
	private TestApplication application;

	@Test
	void authorizeWhenLoginIsUnderWayThenJoinsIt() {
		start();
		CompletableFuture<TwitchToken> first = authorize("bot");
		String userCode = shownCode();
		CompletableFuture<TwitchToken> second = authorize("bot");
		awaitPolls(2);
		this.twitch.approve(userCode, "twitchdev");
		assertThat(first).succeedsWithin(TestApplication.PATIENCE);
		assertThat(second).succeedsWithin(TestApplication.PATIENCE).isEqualTo(first.join());
		assertCodes(1);
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
	}

	@Test
	void authorizeWhenAutoStartIsAskingThenJoinsIt() {
		start(AUTO_START);
		String userCode = shownCode();
		CompletableFuture<TwitchToken> login = authorize("default");
		awaitPolls(2);
		this.twitch.approve(userCode, "twitchdev");
		assertThat(login).succeedsWithin(TestApplication.PATIENCE);
		assertCodes(1);
		assertThat(this.application.await(AuthenticatedEvent.class, 1)).hasSize(1);
	}

	@Test
	void authorizeWhenAccountsDifferThenEachHasItsCode() {
		start();
		CompletableFuture<TwitchToken> first = authorize("first");
		CompletableFuture<TwitchToken> second = authorize("second");
		this.application.await(DeviceCodeEvent.class, 2)
			.forEach((code) -> this.twitch.approve(code.getUserCode(), code.getAccount()));
		assertThat(first).succeedsWithin(TestApplication.PATIENCE).extracting(TwitchToken::login).isEqualTo("first");
		assertThat(second).succeedsWithin(TestApplication.PATIENCE).extracting(TwitchToken::login).isEqualTo("second");
	}

	@Test
	void authorizeWhenOneOfTwoCancelsThenTheOtherGoesOnAndTheLastStopsThePolling() throws Exception {
		start();
		Disposable first = this.application.flow().authorize().subscribe();
		shownCode();
		Disposable second = this.application.flow().authorize().subscribe();
		awaitPolls(1);
		first.dispose();
		awaitPolls(4);
		assertThat(second.isDisposed()).isFalse();
		second.dispose();
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), INTERVAL.multipliedBy(10));
		assertCodes(1);
	}

	@Test
	void authorizeWhenLoginHasEndedThenAsksForANewCode() {
		start();
		this.twitch.approveNext("twitchdev");
		assertThat(authorize("default")).succeedsWithin(TestApplication.PATIENCE);
		CompletableFuture<TwitchToken> again = authorize("default");
		this.twitch.approve(this.twitch.awaitUserCode(TestApplication.PATIENCE), "twitchdev");
		assertThat(again).succeedsWithin(TestApplication.PATIENCE);
		assertCodes(2);
	}

	@Test
	void authorizeWhenTwoWaitAndThePersonDeniesThenBothHearAndOneFailureIsPublished() throws Exception {
		start();
		CompletableFuture<TwitchToken> first = authorize("default");
		String userCode = shownCode();
		CompletableFuture<TwitchToken> second = authorize("default");
		this.twitch.deny(userCode);
		assertDenied(first);
		assertDenied(second);
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), INTERVAL.multipliedBy(3));
		assertThat(this.application.events(AuthorizationFailedEvent.class)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void pollForAuthorizationWhenAutoStartIsAskingThenItEndsQuietly(String renew) throws Exception {
		this.twitch.setCodeExpiresIn(Duration.ofSeconds(3));
		start(AUTO_START, "twitch.oauth.renew-expired-code=" + renew);
		String unused = shownCode();
		CompletableFuture<TwitchToken> joined = authorize("default");
		this.twitch.setCodeExpiresIn(Duration.ofMinutes(30));
		TwitchToken token = logInByHand();
		assertThat(joined).succeedsWithin(TestApplication.PATIENCE).isEqualTo(token);
		long polls = this.twitch.getPollCount(unused);
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN), Duration.ofMillis(3500));
		assertThat(this.twitch.getPollCount(unused)).isEqualTo(polls);
		assertThat(this.application.events(AuthorizationFailedEvent.class)).isEmpty();
		assertThat(this.application.events(AuthenticatedEvent.class)).hasSize(1);
		assertCodes(2);
	}

	@Test
	void pollForAuthorizationWhenAutoStartWaitsOutAnOutageThenItShowsNoCode() throws Exception {
		this.twitch.on(Endpoint.DEVICE).respond(Fault.status(503).withHeader("Retry-After", "2"));
		start(AUTO_START);
		Awaitility.await().until(() -> this.twitch.getRequestCount(Endpoint.DEVICE) == 1);
		logInByHand();
		Polls.assertNoMore(() -> this.twitch.getRequestCount(Endpoint.DEVICE), Duration.ofMillis(2500));
		assertCodes(1);
	}

	private TwitchToken logInByHand() {
		DeviceCode code = this.application.flow().getDeviceCode().block(TestApplication.PATIENCE);
		this.twitch.approve(code.userCode(), "twitchdev");
		return this.application.flow().pollForAuthorization(code).block(TestApplication.PATIENCE);
	}

	private void start(String... properties) {
		this.twitch.setInterval(INTERVAL);
		this.application = TestApplication.start(this.twitch.getBaseUrl(), properties);
	}

	private CompletableFuture<TwitchToken> authorize(String account) {
		return this.application.flow().forAccount(account).authorize().toFuture();
	}

	private String shownCode() {
		return this.application.await(DeviceCodeEvent.class, 1).get(0).getUserCode();
	}

	private void awaitPolls(int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.twitch.getRequestCount(Endpoint.DEVICE_TOKEN) >= count);
	}

	private void assertCodes(int count) {
		assertThat(this.application.events(DeviceCodeEvent.class)).hasSize(count);
	}

	private static void assertDenied(CompletableFuture<TwitchToken> login) {
		assertThat(login).failsWithin(TestApplication.PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(AuthorizationDeniedException.class);
	}

}
