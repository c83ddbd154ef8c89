package io.github.twitchoauth.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.test.MockTwitch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login page as a person uses it, in a real browser.
 */
@Tag("browser")
class BrowserTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static PageApplication application;

	private PageBrowser browser;

	@BeforeAll
	static void startApplication() {
		application = PageApplication.start(Server.TOMCAT, null);
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void startBrowser() {
		this.browser = PageBrowser.start().screen(1280, 900, "light");
		open();
	}

	@AfterEach
	void stopBrowser() {
		this.browser.close();
		application.logOutAll();
		twitch().reset();
		twitch().setCodeExpiresIn(Duration.ofMinutes(30));
	}

	@Test
	void logInWhenApprovedThenPageTellsWithinASecond() {
		this.browser.press("bot", "login");
		this.browser.await("Check that the code is the same");
		String code = this.browser.find(".code b").getText();
		assertThat(twitch().getPendingUserCodes()).containsExactly(code);
		assertThat(this.browser.find("section#account-bot time").getText())
			.matches("(29|30):\\d\\d minutes|29 minutes");
		this.browser.decide("bot", "authorize", "the_bot");
		awaitState("bot", State.LOGGED_IN);
		this.browser.await("Logged in as the_bot.", SECOND);
		assertThat(this.browser.text()).contains("You can close this page.");
		assertThat(this.browser.find("[role=status]").getText()).isEqualTo("bot: Logged in as the_bot.");
		assertThat(this.browser.consoleErrors()).isEmpty();
	}

	@Test
	void logInWhenAnotherUserThanExpectedApprovesThenPageSaysSo() {
		this.browser.press("bot", "login");
		this.browser.await("Check that the code is the same");
		this.browser.decide("bot", "authorize", "somebody_else");
		this.browser.await("A login is needed.");
		assertThat(this.browser.text()).contains("the_bot");
	}

	@Test
	void logInWhenDeniedThenPageSaysWhyAndOffersAnother() {
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
		this.browser.decide("default", "deny", "twitchdev");
		awaitState("default", State.LOGIN_REQUIRED);
		this.browser.await("pressed Deny", SECOND);
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
	}

	@Test
	void logInWhenCodeExpiresThenPageSaysSo() {
		twitch().setCodeExpiresIn(Duration.ofSeconds(3));
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
		this.browser.await("A login is needed.");
		assertThat(this.browser.find(".error").getText()).containsIgnoringCase("code");
	}

	@Test
	void cancelAndNewCodeWhenPressedThenPageFollows() {
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
		String first = this.browser.find(".code b").getText();
		this.browser.press("default", "renew");
		Awaitility.await().ignoreExceptions().until(() -> !this.browser.find(".code b").getText().equals(first));
		this.browser.press("default", "cancel");
		this.browser.awaitNo("Check that the code", PageBrowser.PATIENCE);
		assertThat(application.accounts().getStatus("default").map((status) -> status.pendingLogin() == null).block())
			.isTrue();
	}

	@Test
	void logOutWhenConfirmedThenPageFollows() {
		logIn("default", "twitchdev");
		this.browser.await("Logged in as twitchdev.");
		this.browser.click("summary");
		this.browser.press("default", "logout");
		this.browser.awaitNo("Logged in", PageBrowser.PATIENCE);
		assertThat(application.store().find("default")).isNull();
	}

	@Test
	void accountsWhenTwoLogInThenEachHasItsOwnCode() {
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
		this.browser.press("bot", "login");
		Awaitility.await().until(() -> twitch().getPendingUserCodes().size() == 2);
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> !this.browser.find("#account-bot .code b").getText().isEmpty());
		this.browser.decide("bot", "authorize", "the_bot");
		this.browser.await("Logged in as the_bot.");
		this.browser.decide("default", "authorize", "twitchdev");
		this.browser.await("Logged in as twitchdev.");
	}

	@Test
	void pageWhenItCannotListenThenAsksEveryFewSeconds() {
		this.browser.failing("*/twitch/events");
		open();
		application.accounts().logIn("default").block(PageBrowser.PATIENCE);
		this.browser.await("Check that the code is the same");
		application.accounts().cancelLogin("default").block(PageBrowser.PATIENCE);
		this.browser.awaitNo("Check that the code is the same", PageBrowser.PATIENCE);
	}

	@Test
	void pageWhenItCanListenAgainThenDoes() {
		this.browser.failing("*/twitch/events");
		this.browser.beforePages("""
				const wait = setTimeout;
				window.setTimeout = (action, time) => wait(action, time / 20);
				window.EventSource = class extends EventSource {
					constructor(url) {
						super(url);
						this.addEventListener("open", () => window.listens = true);
					}
				};
				""");
		open();
		application.accounts().logIn("default").block(PageBrowser.PATIENCE);
		this.browser.await("Check that the code is the same");
		this.browser.failing();
		Awaitility.await()
			.atMost(PageBrowser.PATIENCE)
			.until(() -> Boolean.TRUE.equals(this.browser.script("return window.listens")));
		application.accounts().cancelLogin("default").block(PageBrowser.PATIENCE);
		this.browser.awaitNo("Check that the code is the same", SECOND);
	}

	@Test
	void pageWhenTheServerHasNoRoomForListenersThenAsksEveryFewSeconds() throws IOException {
		try (Listeners listeners = new Listeners(application.port()).add(300)) {
			assertThat(listeners.served()).isLessThan(300);
			open();
			application.accounts().logIn("default").block(PageBrowser.PATIENCE);
			this.browser.await("Check that the code is the same");
		}
	}

	@Test
	void pageWhenScriptIsOffThenWorksByReloading() {
		this.browser.withoutScript();
		open();
		this.browser.press("default", "login");
		this.browser.await("Check that the code is the same");
		assertThat(this.browser.text()).contains("Valid for 29 minutes").doesNotContain("Copy");
		twitch().approve(this.browser.find(".code b").getText(), "twitchdev");
		this.browser.await("Logged in as twitchdev.");
		this.browser.click("summary");
		this.browser.press("default", "logout");
		this.browser.awaitNo("Logged in", PageBrowser.PATIENCE);
		assertThat(application.store().find("default")).isNull();
	}

	@Test
	void pageWhenOnlyKeysAreUsedThenCanLogIn() {
		this.browser.focused().sendKeys(Keys.TAB);
		assertThat(this.browser.focused().getText()).isEqualTo("Log in");
		this.browser.focused().sendKeys(Keys.ENTER);
		this.browser.await("Check that the code is the same");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.browser.focused().getDomAttribute("id")).isEqualTo("account-default"));
		this.browser.focused().sendKeys(Keys.TAB);
		assertThat(this.browser.focused().getText()).isEqualTo("Open Twitch");
	}

	@ParameterizedTest
	@CsvSource({ "desktop, 1280, 900, light", "desktop, 1280, 900, dark", "phone, 390, 844, light",
			"phone, 390, 844, dark", "small, 320, 640, light" })
	void pageWhenShownInAnyStateThenEverybodyCanUseIt(String name, int width, int height, String colors) {
		this.browser.screen(width, height, colors);
		String suffix = name + "-" + colors;
		check("logged-out-" + suffix, width);
		this.browser.press("bot", "login");
		this.browser.await("Check that the code is the same");
		check("pending-" + suffix, width);
		this.browser.decide("bot", "deny", "the_bot");
		this.browser.await("A login is needed.");
		logIn("default", "twitchdev");
		this.browser.await("Logged in as twitchdev.");
		this.browser.click("summary");
		check("logged-in-and-failed-" + suffix, width);
	}

	private void check(String name, int width) {
		this.browser.picture(name);
		assertThat(this.browser.accessibilityViolations()).isEqualTo(List.of());
		assertThat((Long) this.browser.script("return document.documentElement.scrollWidth"))
			.isLessThanOrEqualTo(width);
	}

	private void open() {
		this.browser.open("http://localhost:" + application.port() + "/twitch");
	}

	private static void logIn(String account, String login) {
		twitch().approveNext(login);
		application.accounts().logIn(account).block(PageBrowser.PATIENCE);
		awaitState(account, State.LOGGED_IN);
	}

	private static void awaitState(String account, State state) {
		Awaitility.await()
			.atMost(PageBrowser.PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> application.accounts().getStatus(account).map(AccountStatus::state).block(), state::equals);
	}

	private static MockTwitch twitch() {
		return application.twitch();
	}

}
