package io.github.twitchoauth.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.github.twitchoauth.TokenManager;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application with metrics measures of a login and a refresh, over real sockets.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private ActuatorApplication application;

	private MeterRegistry registry;

	@BeforeAll
	void logInAndRefresh() {
		this.application = ActuatorApplication.start(WebApplicationType.NONE, List.of());
		this.registry = this.application.bean(MeterRegistry.class);
		logInAndRefresh("default");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void observationsWhenLoggedInAndRefreshedThenAreTimers() {
		assertThat(timer("twitch.oauth.login", "outcome", "SUCCESS").count()).isPositive();
		assertThat(timer("twitch.oauth.refresh", "outcome", "SUCCESS").count()).isPositive();
		assertThat(timer("twitch.oauth.validation", "outcome", "SUCCESS").count()).isPositive();
		assertThat(timer("twitch.oauth.store", "operation", "UPDATE").count()).isPositive();
		assertThat(timer("twitch.oauth.store", "operation", "WRITE_AHEAD").count()).isPositive();
	}

	@Test
	void requestsWhenPollsWerePendingThenHaveTemplatesAndNoClientError() {
		assertThat(requestTags("uri")).containsExactlyInAnyOrder("/oauth2/device", "/oauth2/token", "/oauth2/validate");
		assertThat(requestTags("status")).contains("400");
		assertThat(requestTags("outcome")).containsExactly("SUCCESS");
	}

	@Test
	void seriesWhenAnotherAccountLogsInThenAreTheSame() {
		Set<Meter.Id> before = series();
		logInAndRefresh("user-4711");
		assertThat(series()).isEqualTo(before);
		assertThat(before).flatExtracting(Meter.Id::getTags)
			.extracting(Tag::getValue)
			.doesNotContain("default", "twitchdev", "user-4711");
	}

	private void logInAndRefresh(String account) {
		this.application.accounts().logIn(account).block(PATIENCE);
		String code = this.application.twitch().awaitUserCode(PATIENCE);
		await(() -> this.application.twitch().getPollCount(code) > 1);
		long logins = logins();
		this.application.twitch().approve(code, "twitchdev");
		await(() -> logins() > logins);
		TokenManager tokens = this.application.bean(TokenManager.class);
		tokens.refresh(account, tokens.getToken(account).block(PATIENCE).accessToken()).block(PATIENCE);
	}

	private long logins() {
		return this.registry.find("twitch.oauth.login").timers().stream().mapToLong(Timer::count).sum();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

	private Timer timer(String name, String tag, String value) {
		return this.registry.get(name).tag(tag, value).timer();
	}

	private Set<String> requestTags(String tag) {
		return this.registry.get("http.client.requests")
			.timers()
			.stream()
			.map((timer) -> timer.getId().getTag(tag))
			.collect(Collectors.toSet());
	}

	private Set<Meter.Id> series() {
		return this.registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("twitch.") || id.getName().startsWith("http."))
			.collect(Collectors.toSet());
	}

}
