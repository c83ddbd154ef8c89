package io.github.twitchoauth.console;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.MissingScopeException;
import io.github.twitchoauth.QrMode;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.LoggedOutEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginConsoleTests {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private static final String LINK = "https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ";

	private final Screen screen = Screen.utf8();

	private final LoginConsole console = console(this.screen.terminal(), QrMode.NEVER);

	@Test
	void acceptWhenCodeThenPrintsBox() {
		this.console.accept(code("default", "user:read:chat", "user:write:chat"));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""

				┌─ Log in to Twitch ─────────────────────────────────────────────────────────┐
				│                                                                            │
				│  Open the link, check that the code is the same, and press Authorize.      │
				│                                                                            │
				│  Link     https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ  │
				│  Code     JLLKTXWJ                                                         │
				│  Valid    for 30 minutes                                                   │
				│  Scopes   user:read:chat, user:write:chat                                  │
				│                                                                            │
				└────────────────────────────────────────────────────────────────────────────┘

				""");
	}

	@Test
	void acceptWhenCharsetLacksBoxCharactersThenPrintsAscii() {
		Screen ascii = Screen.ascii();
		LoginConsole console = console(ascii.terminal(), QrMode.NEVER);
		console.accept(code("default"));
		console.accept(authenticated("default", "twitchdev", false));
		assertThat(ascii.text()).isEqualToNormalizingNewlines("""

				+- Log in to Twitch ---------------------------------------------------------+
				|                                                                            |
				|  Open the link, check that the code is the same, and press Authorize.      |
				|                                                                            |
				|  Link     https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ  |
				|  Code     JLLKTXWJ                                                         |
				|  Valid    for 30 minutes                                                   |
				|  Scopes   none                                                             |
				|                                                                            |
				+----------------------------------------------------------------------------+

				Logged in as twitchdev. You can close the browser page.
				""");
	}

	@Test
	void acceptWhenManyScopesThenPrintsThemAllWithinTheFrame() {
		this.console.accept(code("default", "user:read:chat", "user:write:chat", "channel:bot",
				"channel:read:subscriptions", "moderator:read:followers", "x".repeat(70)));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""

				┌─ Log in to Twitch ───────────────────────────────────────────────────────────┐
				│                                                                              │
				│  Open the link, check that the code is the same, and press Authorize.        │
				│                                                                              │
				│  Link     https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ    │
				│  Code     JLLKTXWJ                                                           │
				│  Valid    for 30 minutes                                                     │
				│  Scopes   user:read:chat, user:write:chat, channel:bot,                      │
				│           channel:read:subscriptions, moderator:read:followers,              │
				│           xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  │
				│           xxxxx                                                              │
				│                                                                              │
				└──────────────────────────────────────────────────────────────────────────────┘

				""");
	}

	@Test
	void acceptWhenLinkIsTooLongForTheFrameThenPrintsItWholeBelow() {
		URI link = URI.create("https://login.example.com/" + "x".repeat(100));
		this.console.accept(code("bot", new DeviceCode("secret", "ABCD-EFGH", link, NOW.plusSeconds(90), seconds(5))));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""

				┌─ Log in to Twitch ─────────────────────────────────────────────────────┐
				│                                                                        │
				│  Open the link, check that the code is the same, and press Authorize.  │
				│                                                                        │
				│  Link     see below                                                    │
				│  Code     ABCD-EFGH                                                    │
				│  Valid    for 90 seconds                                               │
				│  Account  bot                                                          │
				│  Scopes   none                                                         │
				│                                                                        │
				└────────────────────────────────────────────────────────────────────────┘

				%s

				""".formatted(link));
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0 seconds", "60, 60 seconds", "114, 114 seconds", "119, 2 minutes", "1794, 29 minutes",
			"1799, 30 minutes", "3600, 60 minutes", "5400, 90 minutes", "7200, 2 hours", "86399, 24 hours" })
	void acceptWhenCodeThenTellsTimeLeft(long seconds, String text) {
		Instant expiresAt = NOW.plusSeconds(seconds);
		this.console.accept(code("default", new DeviceCode("secret", "A", URI.create(LINK), expiresAt, seconds(5))));
		assertThat(this.screen.text()).contains("│  Valid    for " + text + " ");
	}

	@Test
	void acceptWhenSameCodeAgainThenPrintsNothingMore() {
		this.console.accept(code("default"));
		this.console.accept(code("default"));
		assertThat(this.screen.calls()).hasSize(1);
	}

	@Test
	void acceptWhenAnotherCodeThenPrintsIt() {
		this.console.accept(code("default"));
		DeviceCode renewed = new DeviceCode("secret", "RENEWED", URI.create(LINK), NOW.plusSeconds(1800), seconds(5));
		this.console.accept(code("default", renewed));
		assertThat(this.screen.calls()).hasSize(2);
		assertThat(this.screen.calls().get(1)).contains("│  Code     RENEWED ");
	}

	@Test
	void acceptWhenTwoAccountsThenPrintsABoxForEach() {
		this.console.accept(code("default"));
		DeviceCode code = new DeviceCode("secret", "BOTSCODE", URI.create(LINK), NOW.plusSeconds(1800), seconds(5));
		this.console.accept(code("bot", code));
		assertThat(this.screen.calls()).hasSize(2);
		assertThat(this.screen.calls().get(0)).doesNotContain("Account");
		assertThat(this.screen.calls().get(1)).contains("│  Code     BOTSCODE ", "│  Account  bot ");
	}

	@Test
	void acceptWhenThereAreFurtherAccountsThenNamesTheDefaultOneToo() {
		LoginConsole console = new LoginConsole(this.screen.terminal(), Clock.fixed(NOW, ZoneOffset.UTC), QrMode.NEVER,
				null, new LoginPromptSettings("Twitch", true, (account) -> Optional.empty()));
		console.accept(code("default"));
		console.accept(authenticated("default", "twitchdev", false));
		assertThat(this.screen.text()).contains("│  Account  default ", "Logged in as twitchdev (account default).");
	}

	@Test
	void acceptWhenALoginIsExpectedThenSaysWhoIsToApprove() {
		LoginConsole console = new LoginConsole(this.screen.terminal(), Clock.fixed(NOW, ZoneOffset.UTC), QrMode.NEVER,
				null, new LoginPromptSettings("Twitch", true, (account) -> Optional.of("the_" + account + "\033[2J")));
		console.accept(code("bot"));
		assertThat(this.screen.text()).contains("│  Account  bot ", "│  Log in   as the_bot?[2J ");
	}

	@Test
	void acceptWhenCodeThenPrintsInOneCall() {
		console(this.screen.terminal(), QrMode.ALWAYS).accept(code("default"));
		assertThat(this.screen.calls()).hasSize(1);
		assertThat(this.screen.calls().get(0)).contains("┌─", "─┘", "▀▀▀");
	}

	@Test
	void acceptWhenLoggedInThenPrintsWhoAndThatThePageCanBeClosed() {
		this.console.accept(authenticated("default", "twitchdev", false));
		this.console.accept(authenticated("bot", "twitchdev", false));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""
				✓ Logged in as twitchdev. You can close the browser page.
				✓ Logged in as twitchdev (account bot). You can close the browser page.
				""");
	}

	@Test
	void acceptWhenLoginIsUnknownThenPrintsLoggedIn() {
		this.console.accept(authenticated("default", null, false));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("✓ Logged in. You can close the browser page.\n");
	}

	@Test
	void acceptWhenRestoredThenPrintsSo() {
		this.console.accept(authenticated("default", "twitchdev", true));
		this.console.accept(authenticated("bot", "twitchdev", true));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""
				✓ Logged in as twitchdev (restored).
				✓ Logged in as twitchdev (account bot, restored).
				""");
	}

	@Test
	void acceptWhenFailedOrLostThenPrintsWhy() {
		this.console.accept(new AuthorizationFailedEvent(this, "default",
				new AuthorizationDeniedException("The request was denied.")));
		this.console.accept(new AuthorizationLostEvent(this, "bot",
				new AuthorizationRequiredException("Twitch does not accept the token any more.")));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""
				✗ Not authorized: The request was denied.
				✗ Login lost (account bot): Twitch does not accept the token any more.
				""");
	}

	@Test
	void acceptWhenSomethingFailsAfterTheLoginThenDoesNotContradictIt() {
		MissingScopeException error = new MissingScopeException("Listener onFollow needs the scopes [x].");
		this.console.accept(authenticated("bot", "twitchdev", true));
		this.console.accept(new AuthorizationFailedEvent(this, "bot", error));
		this.console.accept(new AuthorizationFailedEvent(this, "streamer", error));
		this.console.accept(new LoggedOutEvent(this, "bot"));
		this.console.accept(new AuthorizationFailedEvent(this, "bot", error));
		this.console.accept(new AuthorizationFailedEvent(this, "bot", new TwitchUnavailableException("Answered 503.")));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""
				✓ Logged in as twitchdev (account bot, restored).
				✗ Logged in, with a problem (account bot): Listener onFollow needs the scopes [x].
				✗ Not authorized (account streamer): Listener onFollow needs the scopes [x].
				✓ Logged out (account bot).
				✗ Not authorized (account bot): Listener onFollow needs the scopes [x].
				✗ Not authorized yet (account bot): Answered 503.
				""");
	}

	@Test
	void acceptWhenLoggedOutThenPrintsSo() {
		this.console.accept(new LoggedOutEvent(this, "default"));
		this.console.accept(new LoggedOutEvent(this, "bot"));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""
				✓ Logged out.
				✓ Logged out (account bot).
				""");
	}

	@Test
	void acceptWhenRefreshedThenPrintsNothing() {
		this.console.accept(new TokenRefreshedEvent(this, "default", token("twitchdev")));
		assertThat(this.screen.text()).isEmpty();
	}

	@Test
	void acceptWhenColouredThenFrameStaysStraight() {
		console(this.screen.terminal().withAnsi(true), QrMode.NEVER).accept(code("default"));
		String coloured = this.screen.text();
		assertThat(coloured).contains("\033[1mJLLKTXWJ\033[0m");
		assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "").strip().lines()).hasSize(10)
			.allMatch((line) -> line.length() == 78);
	}

	@Test
	void acceptWhenServerSendsControlCharactersThenPrintsNone() {
		String evil = "\033[2J\u202E\u009B\u0007\r\nevil";
		URI link = URI.create("https://example.com/\u202E\u200B?code=1");
		this.console.accept(new DeviceCodeEvent(this, "a" + evil,
				new DeviceCode("secret", "C" + evil, link, NOW.plusSeconds(1800), seconds(5)), Set.of("s" + evil)));
		this.console.accept(authenticated("a" + evil, "l" + evil, false));
		this.console
			.accept(new AuthorizationFailedEvent(this, "a" + evil, new AuthorizationDeniedException("m" + evil)));
		assertThat(this.screen.text().replaceAll("\\R", "")).matches("[\\x20-\\x7E┌─┐│└┘✓✗]+")
			.contains("https://example.com/%E2%80%AE%E2%80%8B?code=1", "C?[2J??? evil",
					"as l?[2J??? evil (account a?[2J??? evil)", ": m?[2J??? evil");
	}

	@Test
	void acceptWhenWideCharactersThenFrameStaysStraight() {
		this.console.accept(code("東京"));
		assertThat(this.screen.text()).contains("│  Account  東京" + " ".repeat(59) + "  │");
	}

	@Test
	void acceptThenNeverPrintsASecret() {
		LoginConsole console = console(this.screen.terminal(), QrMode.ALWAYS);
		console.accept(code("bot"));
		console.accept(authenticated("bot", "twitchdev", false));
		console.accept(new TokenRefreshedEvent(this, "bot", token("twitchdev")));
		assertThat(this.screen.text()).contains("JLLKTXWJ", "twitchdev")
			.doesNotContain("secret-device-code", "secret-access", "secret-refresh");
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, true, true", "AUTO, false, false", "ALWAYS, true, true", "ALWAYS, false, true",
			"NEVER, true, false", "NEVER, false, false" })
	void acceptWhenQrModeThenPrintsQrCodeAccordingly(QrMode mode, boolean interactive, boolean printed) {
		console(interactive ? this.screen.terminal() : this.screen.file(), mode).accept(code("default"));
		assertThat(this.screen.text().contains("▀▀▀")).isEqualTo(printed);
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, 600, false", "ALWAYS, 600, true", "ALWAYS, 6000, false" })
	void acceptWhenLinkIsVeryLongThenPrintsQrCodeOnlyWherePossible(QrMode mode, int length, boolean printed) {
		URI link = URI.create("https://example.com/" + "x".repeat(length));
		console(this.screen.terminal(), mode)
			.accept(code("default", new DeviceCode("secret", "A", link, NOW.plusSeconds(1800), seconds(5))));
		assertThat(this.screen.text().contains("█")).isEqualTo(printed);
		assertThat(this.screen.text()).contains("\n" + link + System.lineSeparator());
	}

	private static LoginConsole console(Terminal terminal, QrMode mode) {
		return new LoginConsole(terminal, Clock.fixed(NOW, ZoneOffset.UTC), mode, new ZxingQrEncoder());
	}

	private DeviceCodeEvent code(String account, String... scopes) {
		DeviceCode code = new DeviceCode("secret-device-code", "JLLKTXWJ", URI.create(LINK), NOW.plusSeconds(1800),
				seconds(5));
		return code(account, code, scopes);
	}

	private DeviceCodeEvent code(String account, DeviceCode code, String... scopes) {
		return new DeviceCodeEvent(this, account, code, new LinkedHashSet<>(List.of(scopes)));
	}

	private AuthenticatedEvent authenticated(String account, @Nullable String login, boolean restored) {
		return new AuthenticatedEvent(this, account, token(login), restored);
	}

	private static TwitchToken token(@Nullable String login) {
		return new TwitchToken("secret-access", "secret-refresh", Set.of(), null, "141981764", login);
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

}
