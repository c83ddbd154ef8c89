package io.github.twitchoauth.page;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.PageAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginPage} without a server.
 */
class LoginPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final FakeAccounts accounts = new FakeAccounts();

	@Test
	void eventsWhenNothingHappensThenHeartbeatsComeEvery15Seconds() {
		StepVerifier.withVirtualTime(this::events)
			.assertNext((event) -> assertThat(event.comment()).isEmpty())
			.expectNoEvent(Duration.ofMillis(14_999))
			.thenAwait(Duration.ofMillis(1))
			.assertNext((event) -> assertThat(event.comment()).isEmpty())
			.thenAwait(Duration.ofMinutes(1))
			.expectNextCount(4)
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void eventsWhenAccountChangesThenTellItsStatus() {
		StepVerifier.create(events())
			.expectNextCount(1)
			.then(() -> this.accounts.changes.emitNext(FakeAccounts.loggedOut("bot"),
					Sinks.EmitFailureHandler.FAIL_FAST))
			.assertNext((event) -> {
				assertThat(event.event()).isEqualTo("account");
				assertThat(event.data()).startsWith("{\"account\":\"bot\",\"state\":\"LOGGED_OUT\"");
			})
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void eventsWhenServerHasNoRoomThenSaysWhatToDoInstead() {
		PageResponse response = page(PageAccess.LOCAL)
			.answer(new PageRequest(HttpMethod.GET, new PagePath("/twitch", List.of("events")), headers(),
					new Caller("127.0.0.1", false), Mono.empty(), false))
			.block(PATIENCE);
		assertThat(response.status().value()).isEqualTo(503);
		assertThat(response.body()).contains("Get the accounts every few seconds instead.");
	}

	@Test
	void eventsWhenApplicationClosesThenEnd() {
		StepVerifier.create(events())
			.expectNextCount(1)
			.then(this.accounts.changes::tryEmitComplete)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void accountsWhenThereAreMoreThanAHundredThenSaysThatThereAreMore() {
		this.accounts.with(IntStream.range(0, 101)
			.mapToObj((number) -> FakeAccounts.loggedOut("user-" + number))
			.toArray(AccountStatus[]::new));
		PageResponse response = answer("GET", "accounts");
		assertThat(JsonMapper.shared().readTree(response.body()).path("accounts")).hasSize(100);
		assertThat(response.body()).endsWith("\"more\":true}");
	}

	@Test
	void accountsWhenStoreCannotBeReadThenShowsTheOthersAndSaysSo() {
		this.accounts.with(FakeAccounts.loggedOut("default")).withoutStore();
		PageResponse json = answer("GET", "accounts");
		assertThat(json.status().value()).isEqualTo(200);
		assertThat(json.body()).contains("\"account\":\"default\"", "\"error\":\"The database <cannot> be reached\"");
		PageResponse page = answer("GET");
		assertThat(page.status().value()).isEqualTo(200);
		assertThat(page.body()).contains("<h2 id=\"account-default-name\">",
				"<p class=\"error\">There may be further accounts, which cannot be read now. "
						+ "The database &lt;cannot&gt; be reached</p>");
	}

	@Test
	void actWhenStoreCannotBeReadThenConfiguredAccountsCanBeLoggedInAndOut() {
		this.accounts.withoutStore();
		for (String action : List.of("login", "renew", "cancel", "logout")) {
			assertThat(answer("POST", "accounts", "default", action).status().value()).isEqualTo(200);
			assertThat(answer("POST", "accounts", "other", action).status().value()).isEqualTo(503);
		}
	}

	@Test
	void accountWhenOnlyConfiguredThenIsFound() {
		assertThat(answer("GET", "accounts", "default").status().value()).isEqualTo(200);
		assertThat(answer("GET", "accounts", "other").status().value()).isEqualTo(404);
	}

	@Test
	void answerWhenAccessIsForUsersThenOthersAreToldToLogIn() {
		LoginPage page = page(PageAccess.AUTHENTICATED);
		assertThat(answer(page, new Caller("127.0.0.1", false)).status().value()).isEqualTo(401);
		assertThat(answer(page, new Caller("192.0.2.1", true)).status().value()).isEqualTo(200);
		assertThat(answer(page(PageAccess.ANY), new Caller(null, false)).status().value()).isEqualTo(200);
	}

	@Test
	void answerWhenAccessIsLocalThenAddressHasToBeALoopbackOne() {
		for (String address : List.of("127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1")) {
			assertThat(answer(page(PageAccess.LOCAL), new Caller(address, false)).status().value()).isEqualTo(200);
		}
		for (String address : List.of("", "192.168.1.1", "::2", "10.0.0.1", "::ffff:10.0.0.1")) {
			assertThat(answer(page(PageAccess.LOCAL), new Caller(address, true)).status().value()).isEqualTo(403);
		}
		assertThat(answer(page(PageAccess.LOCAL), new Caller(null, true)).status().value()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "X-Forwarded", "Forwarded-For", "X-Client-IP",
			"X-Cluster-Client-IP", "X-Original-Forwarded-For", "X-Original-Host", "CF-Connecting-IP",
			"CF-Connecting-IPv6", "True-Client-IP", "Fastly-Client-IP", "X-Real-IP", "X-Remote-Addr", "X-Host",
			"X-Envoy-External-Address", "x-clientip", "Via" })
	void answerWhenAProxyHasBeenThereThenIsNotLocal(String name) {
		HttpHeaders headers = headers();
		headers.set(name, "127.0.0.1");
		assertThat(answer(headers).status().value()).isEqualTo(403);
	}

	@Test
	void answerWhenABrowserSendsAllItCanThenIsLocal() {
		HttpHeaders headers = headers();
		for (String name : List.of("Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection",
				"Content-Length", "Content-Type", "Cookie", "Device-Memory", "DNT", "Downlink", "DPR", "ECT",
				"If-Modified-Since", "If-None-Match", "Keep-Alive", "Last-Event-ID", "Pragma", "Priority", "Purpose",
				"Referer", "RTT", "Save-Data", "Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform",
				"Sec-CH-Prefers-Color-Scheme", "Sec-Fetch-Dest", "Sec-Fetch-Mode", "Sec-Fetch-User", "Sec-GPC",
				"Sec-Purpose", "TE", "Upgrade-Insecure-Requests", "User-Agent", "Viewport-Width", "Width",
				"X-Client-Data", "X-CSRF-TOKEN", "X-Requested-With")) {
			headers.set(name, "zip");
		}
		assertThat(answer(headers).status().value()).isEqualTo(200);
	}

	private PageResponse answer(HttpHeaders headers) {
		return page(PageAccess.LOCAL)
			.answer(new PageRequest(HttpMethod.GET, new PagePath("/twitch", List.of()), headers,
					new Caller("127.0.0.1", false), Mono.empty(), true))
			.block(PATIENCE);
	}

	@Test
	void postWhenItNamesTwoOriginsThenIsRefused() {
		HttpHeaders headers = headers();
		headers.add("Sec-Fetch-Site", "same-origin");
		headers.add("Sec-Fetch-Site", "cross-site");
		PageResponse response = page(PageAccess.LOCAL)
			.answer(new PageRequest(HttpMethod.POST, new PagePath("/twitch", List.of("accounts", "default", "login")),
					headers, new Caller("127.0.0.1", false), Mono.empty(), true))
			.block(PATIENCE);
		assertThat(response.status().value()).isEqualTo(403);
	}

	@Test
	void getWhenAnotherSiteLoadsItThenIsRefusedUnlessItIsALink() {
		assertThat(getFromElsewhere("no-cors").status().value()).isEqualTo(403);
		assertThat(getFromElsewhere("cors").status().value()).isEqualTo(403);
		assertThat(getFromElsewhere("navigate").status().value()).isEqualTo(200);
	}

	private PageResponse getFromElsewhere(String mode) {
		HttpHeaders headers = headers();
		headers.set("Sec-Fetch-Site", "cross-site");
		headers.set("Sec-Fetch-Mode", mode);
		return page(PageAccess.LOCAL)
			.answer(new PageRequest(HttpMethod.GET, new PagePath("/twitch", List.of("accounts")), headers,
					new Caller("127.0.0.1", false), Mono.empty(), true))
			.block(PATIENCE);
	}

	private Flux<ServerSentEvent<String>> events() {
		Flux<ServerSentEvent<String>> events = answer("GET", "events").events();
		assertThat(events).isNotNull();
		return events;
	}

	private PageResponse answer(String method, String... segments) {
		return page(PageAccess.LOCAL)
			.answer(new PageRequest(HttpMethod.valueOf(method), new PagePath("/twitch", List.of(segments)), headers(),
					new Caller("127.0.0.1", false), Mono.empty(), true))
			.block(PATIENCE);
	}

	private static PageResponse answer(LoginPage page, Caller caller) {
		return page
			.answer(new PageRequest(HttpMethod.GET, new PagePath("/twitch", List.of()), headers(), caller, Mono.empty(),
					true))
			.block(PATIENCE);
	}

	private LoginPage page(PageAccess access) {
		return new LoginPage(this.accounts, Set.of("default"), new PageSettings("/twitch", access, "bot", "Twitch"),
				null, Clock.systemUTC());
	}

	private static HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Host", "localhost:8080");
		headers.set("Sec-Fetch-Site", "same-origin");
		return headers;
	}

}
