package io.github.twitchoauth.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.page.PageClient.Answer;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the login page does, whatever serves it, over real sockets.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractLoginPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	static final String LOGIN = "/twitch/accounts/default/login";

	private static final Pattern CODE = Pattern.compile("<b>([A-Z0-9]{8})</b>");

	private final Server server;

	private final Class<?> security;

	private PageApplication application;

	AbstractLoginPageTests(Server server, Class<?> security) {
		this.server = server;
		this.security = security;
	}

	@BeforeAll
	void start() {
		this.application = PageApplication.start(this.server, this.security);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@AfterEach
	void logOut() {
		this.application.logOutAll();
		this.application.twitch().reset();
	}

	@Test
	void pageWhenNobodyHasLoggedInThenOffersIt() {
		Answer page = client().get("/twitch");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(page.body()).contains("Account <bdi>default</bdi>", "Account <bdi>bot</bdi>", "Not logged in.")
			.contains("action=\"/twitch/accounts/default/login\"", "action=\"/twitch/accounts/bot/login\"");
		assertThat(client().get("/twitch/").body()).contains("Not logged in.");
	}

	@Test
	void loginWhenFormIsPostedAndCodeApprovedThenPageTellsAll() {
		PageClient browser = client().with("Accept", "text/html,*/*");
		Answer posted = browser.post("/twitch/accounts/bot/login");
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.header("Location")).isEqualTo("/twitch#account-bot");
		String page = browser.get("/twitch").body();
		String code = code(page);
		assertThat(page)
			.contains("<bdi>the_bot</bdi>", "in a private window", "<svg", "Check that the code is the same")
			.contains("Receive messages and notices of chats as the user.", "<li>channel:made:up</li>", "data-left=")
			.contains("device-code=" + code, "/twitch/accounts/bot/renew", "/twitch/accounts/bot/cancel");
		this.application.twitch().approve(code, "the_bot");
		awaitPage(browser, "Logged in as the_bot.");
		assertThat(browser.get("/twitch").body()).contains("You can close this page.", "Log out now", "Since <time");
		assertThat(browser.post("/twitch/accounts/bot/logout").status()).isEqualTo(303);
		assertThat(browser.get("/twitch").body()).doesNotContain("Logged in");
		assertThat(this.application.store().find("bot")).isNull();
	}

	@Test
	void jsonWhenAskedThenTellsAndActsLikeThePage() {
		PageClient client = client();
		Answer login = client.post("/twitch/accounts/default/login");
		assertThat(login.status()).isEqualTo(200);
		assertThat(login.header("Content-Type")).startsWith("application/json");
		assertThat(login.body()).contains("\"state\":\"WAITING_FOR_APPROVAL\"", "\"userCode\":\"");
		String code = this.application.twitch().awaitUserCode(PATIENCE);
		assertThat(client.post("/twitch/accounts/default/login").body()).contains(code);
		assertThat(client.get("/twitch/accounts/default").body()).contains(code);
		assertThat(client.get("/twitch/accounts").body()).startsWith("{\"accounts\":[{")
			.contains("\"account\":\"bot\"", code, "\"more\":false");
		assertThat(client.post("/twitch/accounts/default/renew").body()).contains("\"userCode\":\"")
			.doesNotContain(code);
		assertThat(client.post("/twitch/accounts/default/cancel").body()).contains("\"pendingLogin\":null");
	}

	@Test
	void pageWhenLoginIsDeniedThenSaysWhyAndOffersAnother() {
		PageClient browser = client();
		browser.post("/twitch/accounts/default/login");
		this.application.twitch().deny(this.application.twitch().awaitUserCode(PATIENCE));
		awaitPage(browser, "A login is needed.");
		assertThat(browser.get("/twitch").body()).contains("class=\"error\"")
			.contains("pressed Deny", "Log in</button>");
	}

	@Test
	void eventsWhenAccountChangesThenTellWithinASecond() {
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listener = client().listen("/twitch/events").subscribe(heard::add);
		Awaitility.await().atMost(PATIENCE).until(() -> String.join("", heard).contains(":\n"));
		assertThat(heard.get(0)).startsWith("200 ").contains("text/event-stream", "no-store", "default-src 'none'");
		client().post("/twitch/accounts/default/login");
		Awaitility.await()
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(String.join("", heard))
				.contains("event:account\ndata:{\"account\":\"default\"", "WAITING_FOR_APPROVAL"));
		listener.dispose();
	}

	@Test
	void answersWhenLoggedInThenHoldNoSecret() {
		PageClient client = client();
		List<String> shown = new CopyOnWriteArrayList<>();
		Disposable listener = client.listen("/twitch/events").subscribe(shown::add);
		Awaitility.await().atMost(PATIENCE).until(() -> !shown.isEmpty());
		shown.add(client.post("/twitch/accounts/default/login").body());
		shown.add(client.get("/twitch").body());
		this.application.twitch().approveNext("twitchdev");
		awaitPage(client, "Logged in as twitchdev.");
		for (String path : List.of("/twitch", "/twitch/accounts", "/twitch/accounts/default")) {
			shown.add(client.get(path).body());
		}
		listener.dispose();
		TwitchToken token = this.application.store().find("default");
		List<String> secrets = new ArrayList<>(List.of(token.accessToken(), token.refreshToken()));
		secrets.addAll(this.application.deviceCodes());
		assertThat(secrets).hasSizeGreaterThan(2);
		assertThat(String.join("\n", shown)).contains("LOGGED_IN").doesNotContain(secrets);
	}

	@Test
	void accountWhenItsNameIsOddThenIsEscapedAndCanBeReached() {
		this.application.accounts().logIn(PageApplication.ODD_NAME).block(PATIENCE);
		PageClient browser = client();
		String page = browser.get("/twitch").body();
		assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
		Matcher action = Pattern.compile("action=\"(/twitch/accounts/~3Cscript[^\"]*/cancel)\"").matcher(page);
		assertThat(action.find()).isTrue();
		assertThat(browser.post(action.group(1)).body()).contains("\"pendingLogin\":null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stranger", "~3Cb~3E", "~00", "~", "~zz" })
	void accountWhenUnknownThenCannotBeMadeUp(String name) {
		PageClient client = client();
		long before = this.application.twitch().getRequestCount(Endpoint.DEVICE);
		assertThat(client.get("/twitch/accounts/" + name).status()).isEqualTo(404);
		assertThat(client.post("/twitch/accounts/" + name + "/login").status()).isEqualTo(404);
		assertThat(this.application.twitch().getRequestCount(Endpoint.DEVICE)).isEqualTo(before);
		assertThat(client.get("/twitch").body()).doesNotContain(name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Host              | evil.example
			Host              | localhost.evil.example
			Host              | 127.0.0.1.evil.example
			Host              | 192.168.1.1
			X-Forwarded-For   | 127.0.0.1
			X-Forwarded-Host  | localhost
			X-Forwarded-Proto | https
			Forwarded         | for=127.0.0.1
			X-Real-IP         | 127.0.0.1
			Via               | 1.1 proxy
			X-Client-IP       | 127.0.0.1
			CF-Connecting-IP  | 127.0.0.1
			X-Original-Host   | localhost
			""")
	void requestWhenItMayNotBeLocalThenIsRefused(String header, String value) {
		for (String path : List.of("/twitch", "/twitch/accounts", "/twitch/events", "/twitch/accounts/default")) {
			Answer answer = client().with(header, value).get(path);
			assertThat(answer.status()).isIn(400, 403);
			assertThat(answer.body()).doesNotContain("\"state\"", "<form");
		}
		Answer answer = client().with(header, value).with("Accept", "text/html").get("/twitch");
		assertThat(answer.body()).contains("twitch.oauth.page.access");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sec-Fetch-Site | cross-site
			Sec-Fetch-Site | same-site
			Origin         | https://evil.example
			Origin         | http://localhost
			Origin         | null
			""")
	void postWhenFromAnotherSiteThenIsRefused(String header, String value) {
		PageClient browser = client();
		browser.get("/twitch");
		Answer answer = browser.without("Sec-Fetch-Site").with(header, value).send("POST", LOGIN, "");
		assertThat(answer.status()).isEqualTo(403);
		assertNothingHasBegun();
	}

	@Test
	void postWhenItDoesNotSayWhereItComesFromThenIsRefused() {
		assertThat(client().without("Sec-Fetch-Site").send("POST", LOGIN, "").status()).isEqualTo(403);
		assertNothingHasBegun();
	}

	@Test
	void postWhenOriginIsTheHostThenIsServed() {
		PageClient browser = client().with("Origin", "http://localhost:" + this.application.port());
		browser.get("/twitch");
		assertThat(browser.without("Sec-Fetch-Site").post(LOGIN).status()).isEqualTo(200);
	}

	@Test
	void getWhenOriginIsForeignThenIsRefused() {
		Answer answer = client().without("Sec-Fetch-Site")
			.with("Origin", "https://evil.example")
			.get("/twitch/accounts");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /twitch/accounts/default/login", "GET, /twitch/accounts/default/logout",
			"HEAD, /twitch/accounts/default/cancel", "PUT, /twitch/accounts/default/login",
			"DELETE, /twitch/accounts/default", "POST, /twitch", "POST, /twitch/accounts", "HEAD, /twitch/events" })
	void requestWhenMethodIsNotTheOneThenIsRefused(String method, String path) {
		assertThat(client().send(method, path, "").status()).isIn(400, 403, 404, 405);
		assertNothingHasBegun();
	}

	// Jetty sends back what it was sent, Tomcat refuses.
	@Test
	void traceThenShowsNothingOfThePage() {
		assertThat(client().send("TRACE", "/twitch", "").body()).doesNotContain("<form", "\"state\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/twitch/page.properties", "/twitch/scopes.properties", "/twitch/../application.yml",
			"/twitch/..%2f..%2fetc/passwd", "/twitch/%2e%2e/page.css", "/twitch/accounts/../page.css", "/twitch/.",
			"/twitch/page.css/x", "/twitch/accounts/default/login/x", "/twitch;x/page.css%00" })
	void requestWhenThereIsNoSuchPathThenIsRefused(String path) {
		assertThat(client().get(path).status()).isIn(400, 401, 403, 404, 405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/twitch", "/twitch/page.css", "/twitch/page.js", "/twitch/accounts",
			"/twitch/accounts/bot", "/twitch/accounts/stranger", "/twitch/nothing", "/twitch/accounts/bot/login" })
	void answerWhenWhateverWasAskedThenHasSafeHeaders(String path) {
		for (Answer answer : List.of(client().get(path), client().with("Host", "evil.example").get(path),
				client().with("Accept", "text/html").get(path))) {
			assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; style-src 'self'; "
					+ "script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
					+ "frame-ancestors 'none'; base-uri 'none'");
			assertThat(answer.headers().getAll("Cache-Control")).containsExactly("no-store");
			assertThat(answer.headers().getAll("Referrer-Policy")).containsExactly("no-referrer");
			assertThat(answer.headers().getAll("X-Content-Type-Options")).containsExactly("nosniff");
			assertThat(answer.body()).doesNotContain("<style", " style=", " onclick=");
		}
	}

	@Test
	void controllerWhenAccountIsNotLoggedInThenAnswersWithTheLink() {
		Answer answer = client().get("/needs-login");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.body()).contains("Account 'default' has to be logged in", "\"login\":\"/twitch\"");
	}

	@Test
	void actionWhenTwitchIsDownThenSaysSo() {
		this.application.twitch().on(Endpoint.DEVICE).next(10).respond(Fault.status(503));
		Answer answer = client().post(LOGIN);
		this.application.twitch().clearFaults();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.body()).contains("\"detail\":\"");
	}

	final PageClient client() {
		return this.application.client();
	}

	final void assertNothingHasBegun() {
		assertThat(this.application.twitch().getPendingUserCodes()).isEmpty();
	}

	private static void awaitPage(PageClient browser, String text) {
		Awaitility.await().atMost(PATIENCE).until(() -> browser.get("/twitch").body().contains(text));
	}

	private static String code(String page) {
		Matcher code = CODE.matcher(page);
		assertThat(code.find()).isTrue();
		return code.group(1);
	}

}
