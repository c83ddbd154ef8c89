package io.github.twitchoauth.console;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.QrMode;
import io.github.twitchoauth.event.DeviceCodeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link LoginConsole} fits what it is printed on.
 */
class LoginConsoleLayoutTests {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private static final String LINK = "https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ";

	private final Screen screen = Screen.utf8();

	@Test
	void acceptWhenOutputIsNoTerminalThenPrintsNoFrame() {
		console(this.screen.file()).accept(code("user:read:chat", "x".repeat(90)));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""

				Log in to Twitch
				Open the link, check that the code is the same, and press Authorize.
				Link     https://www.twitch.tv/activate?public=true&device-code=JLLKTXWJ
				Code     JLLKTXWJ
				Valid    for 30 minutes
				Scopes   user:read:chat, %s

				""".formatted("x".repeat(90)));
	}

	@Test
	void acceptWhenTerminalIsNarrowThenTheFrameFits() {
		LoginConsole console = new LoginConsole(this.screen.terminal(40), Clock.fixed(NOW, ZoneOffset.UTC),
				QrMode.NEVER, null,
				new LoginPromptSettings("login." + "x".repeat(40) + ".example", false, (account) -> Optional.empty()));
		console.accept(code("user:read:chat", "user:write:chat"));
		assertThat(this.screen.text()).isEqualToNormalizingNewlines("""

				┌─ Log in to ──────────────────────────┐
				│                                      │
				│  Open the link, check that the code  │
				│  is the same, and press Authorize.   │
				│                                      │
				│  Link     see below                  │
				│  Code     JLLKTXWJ                   │
				│  Valid    for 30 minutes             │
				│  Scopes   user:read:chat,            │
				│           user:write:chat            │
				│                                      │
				└──────────────────────────────────────┘

				%s

				""".formatted(LINK));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 31, 32, 33, 60, 79, 80, 81, 200 })
	void acceptThenNoLineButTheLinkIsWiderThanTheTerminal(int columns) {
		console(this.screen.terminal(columns)).accept(code("user:read:chat"));
		assertThat(this.screen.text().lines().filter((line) -> !line.equals(LINK)))
			.allMatch((line) -> line.length() <= Math.max(columns, 18));
		assertThat(this.screen.text()).contains(LINK, "JLLKTXWJ");
	}

	@Test
	void acceptWhenTitleIsWiderThanAllElseThenTheFrameFitsIt() {
		Box box = new Box(this.screen.terminal(), "A title that is wider than the text");
		box.text("Text");
		assertThat(box.draw()).isEqualTo("""
				┌─ A title that is wider than the text ─┐
				│  Text                                 │
				└───────────────────────────────────────┘""");
	}

	@Test
	void acceptWhenSymbolsMayBeWideThenPrintsAscii() {
		console(this.screen.eastAsianTerminal()).accept(code());
		assertThat(this.screen.text()).contains("+- Log in to Twitch -", "##").doesNotContain("─", "█");
	}

	private static LoginConsole console(Terminal terminal) {
		return new LoginConsole(terminal, Clock.fixed(NOW, ZoneOffset.UTC), QrMode.AUTO, new ZxingQrEncoder());
	}

	private DeviceCodeEvent code(String... scopes) {
		DeviceCode code = new DeviceCode("secret", "JLLKTXWJ", URI.create(LINK), NOW.plusSeconds(1800),
				Duration.ofSeconds(5));
		return new DeviceCodeEvent(this, "default", code, new LinkedHashSet<>(List.of(scopes)));
	}

}
