package io.github.twitchoauth.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import io.github.twitchoauth.AccountList;
import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.PageAccess;
import io.github.twitchoauth.console.ZxingQrEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageRenderer} and the parts of the page.
 */
class PageRendererTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final PendingLogin LOGIN = new PendingLogin("JLLKTXWJ",
			URI.create("https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ"), NOW.plusSeconds(1790),
			Set.of("user:read:chat", "moderator:read:followers"), null);

	private static final PageForms FORMS = new PageForms("/app/twitch", null);

	private static final PageSettings SETTINGS = new PageSettings("/twitch", PageAccess.LOCAL, "my <bot>", "Twitch");

	private final PageRenderer renderer = renderer(false);

	@Test
	void pageWhenLoginIsPendingThenIsSmallWithStyleAndScript() {
		String page = page(status(State.WAITING_FOR_APPROVAL, LOGIN));
		int size = page.getBytes(StandardCharsets.UTF_8).length;
		for (PageResource resource : PageResource.values()) {
			size += resource.text().getBytes(StandardCharsets.UTF_8).length;
		}
		assertThat(size).isLessThan(10 * 1024);
	}

	@Test
	void pageWhenLoginIsPendingThenShowsAllThatAPersonNeeds() {
		assertThat(page(status(State.WAITING_FOR_APPROVAL, LOGIN)))
			.contains("<b><bdi>my &lt;bot&gt;</bdi></b> asks to act on Twitch in your name.")
			.contains("href=\"https://www.twitch.tv/activate?public=true&amp;device-code=JLLKTXWJ\"")
			.contains("<b>JLLKTXWJ</b>", "<time data-left=\"1790\">29 minutes</time>",
					"<noscript><meta http-equiv=\"refresh\" content=\"10; url=/app/twitch\">")
			.contains("<li>Receive messages and notices of chats as the user.</li>")
			.contains("action=\"/app/twitch/accounts/default/cancel\"")
			.doesNotContain("private window");
	}

	@Test
	void pageWhenLoginIsExpectedThenSaysWhoseItIs() {
		PendingLogin expected = new PendingLogin("A", LOGIN.verificationUri(), NOW.minusSeconds(1), Set.of(),
				"the_bot");
		assertThat(page(status(State.WAITING_FOR_APPROVAL, expected)))
			.contains("asks to act on Twitch as <b><bdi>the_bot</bdi></b>.")
			.contains("Open this link in a private window, logged in as <b><bdi>the_bot</bdi></b>:")
			.contains("It asks for no permissions.", "0 seconds");
	}

	@Test
	void pageWhenAnotherAccountIsLoggedInThenSaysWhichOne() {
		AccountStatus status = new AccountStatus("bot", State.WAITING_FOR_APPROVAL, null, null, Set.of(), Set.of(),
				null, null, "The login before was denied", LOGIN);
		assertThat(page(status)).contains("asks to act on Twitch, for its account <b><bdi>bot</bdi></b>.")
			.contains("in a private window, logged in as the user who is to be <b><bdi>bot</bdi></b>:")
			.contains(">https://www.twitch.tv/activate?public=true&amp;device-code=JLLKTXWJ</a>")
			.doesNotContain("before was denied");
	}

	@Test
	void pageWhenThereIsNoQrEncoderThenHasNoQrCode() {
		PageRenderer plain = new PageRenderer(SETTINGS, false, null, Clock.fixed(NOW, ZoneOffset.UTC));
		AccountList list = new AccountList(List.of(status(State.WAITING_FOR_APPROVAL, LOGIN)), null, false);
		assertThat(page(status(State.WAITING_FOR_APPROVAL, LOGIN))).contains("<svg");
		assertThat(plain.page(list, FORMS)).contains("JLLKTXWJ").doesNotContain("<svg");
	}

	@Test
	void pageWhenScopesAreMissingThenOffersToGrantThem() {
		AccountStatus status = new AccountStatus("default", State.LOGGED_IN, "dev", "1", Set.of(), Set.of("bits:read"),
				null, NOW, null, null);
		assertThat(page(status)).contains("Logged in as dev.", "2026-01-01 12:00 UTC", "What it may not do yet:")
			.contains("<button>Grant</button>")
			.doesNotContain("You can close this page.", "<noscript>");
	}

	@Test
	void pageWhenScopesAreBeingGrantedThenShowsLoginAndLogout() {
		assertThat(page(status(State.LOGGED_IN, LOGIN))).contains("Logged in", "JLLKTXWJ", "Log out now");
	}

	@ParameterizedTest
	@EnumSource(names = { "LOGGED_OUT", "LOGIN_REQUIRED", "MISCONFIGURED" })
	void pageWhenThereIsNoTokenThenOffersToLogIn(State state) {
		assertThat(page(status(state, null))).contains("<button>Log in</button>").doesNotContain("Log out");
	}

	@ParameterizedTest
	@EnumSource(names = { "LOGGED_IN", "REFRESH_FAILING", "NOT_SAVED" })
	void pageWhenThereIsATokenThenOffersToLogOut(State state) {
		assertThat(page(status(state, null))).contains("Logged in", "<summary>Log out</summary>")
			.doesNotContain("<button>Log in</button>");
	}

	@Test
	void pageWhenTextIsHtmlThenIsEscaped() {
		String html = "\"><script>alert('x')</script>&";
		AccountStatus status = new AccountStatus(html, State.LOGIN_REQUIRED, null, null, Set.of(), Set.of(), null, null,
				html, new PendingLogin(html, LOGIN.verificationUri(), NOW, Set.of(html), html));
		String page = this.renderer.page(new AccountList(List.of(status), null, false),
				new PageForms("/twitch", new HiddenField(html, html)));
		assertThat(page).doesNotContain("<script>alert", "'x'").contains("&lt;script&gt;alert(&#39;x&#39;)");
	}

	@Test
	void pageWhenApplicationRequiresAFieldThenEachFormHasIt() {
		AccountList list = new AccountList(List.of(status(State.LOGGED_IN, LOGIN)), null, false);
		assertThat(this.renderer.page(list, new PageForms("", new HiddenField("_csrf", "abc")))).containsSubsequence(
				"<form", "<input type=\"hidden\" name=\"_csrf\" value=\"abc\">", "<form",
				"<input type=\"hidden\" name=\"_csrf\" value=\"abc\">", "<form",
				"<input type=\"hidden\" name=\"_csrf\" value=\"abc\">");
	}

	@Test
	void versionWhenStatusChangesThenIsAnotherOne() {
		assertThat(version(status(State.LOGGED_IN, null))).isEqualTo(version(status(State.LOGGED_IN, null)))
			.isNotEqualTo(version(status(State.LOGGED_IN, LOGIN)));
	}

	@Test
	void pageWhenThereAreMoreAccountsThenSaysSo() {
		AccountList list = new AccountList(List.of(status(State.LOGGED_IN, null)), null, true);
		assertThat(renderer(true).page(list, FORMS)).contains("Account <bdi>default</bdi>", "There are more accounts");
	}

	private static String version(AccountStatus status) {
		return renderer(false).page(new AccountList(List.of(status), null, false), FORMS).split("data-version=\"")[1]
			.substring(0, 8);
	}

	private static PageRenderer renderer(boolean severalAccounts) {
		return new PageRenderer(SETTINGS, severalAccounts, new ZxingQrEncoder(), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private String page(AccountStatus status) {
		return this.renderer.page(new AccountList(List.of(status), null, false), FORMS);
	}

	private static AccountStatus status(State state, @Nullable PendingLogin login) {
		return new AccountStatus("default", state, null, null, Set.of(), Set.of(), null, null, null, login);
	}

}
