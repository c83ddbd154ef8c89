package io.github.twitchoauth.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.twitchoauth.QrMode;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import org.jspecify.annotations.Nullable;

/**
 * The text that asks a person to approve a code.
 */
final class LoginPrompt {

	private final Terminal terminal;

	private final QrMode qrMode;

	private final @Nullable QrEncoder qrEncoder;

	private final LoginPromptSettings settings;

	LoginPrompt(Terminal terminal, QrMode qrMode, @Nullable QrEncoder qrEncoder, LoginPromptSettings settings) {
		this.terminal = terminal;
		this.qrMode = qrMode;
		this.qrEncoder = qrEncoder;
		this.settings = settings;
	}

	String text(DeviceCodeEvent event, Instant now) {
		String link = event.getVerificationUri().toASCIIString();
		// The box comes last, so that a terminal of few lines shows link and code.
		Box box = box(event, link, now);
		String text = qrCode(link) + "\n" + box.draw() + "\n";
		// A link that is wider than the frame would be broken into lines, and could not
		// be copied.
		return box.hasRoomFor(link) ? text : text + "\n" + link + "\n";
	}

	private Box box(DeviceCodeEvent event, String link, Instant now) {
		Box box = new Box(this.terminal, "Log in to " + TerminalText.clean(this.settings.server()));
		box.space();
		box.text("Open the link, check that the code is the same, and press Authorize.");
		box.space();
		box.importantRow("Link", box.hasRoomFor(link) ? link : "see below");
		box.importantRow("Code", TerminalText.clean(event.getUserCode()));
		box.row("Valid", "for " + timeLeft(Duration.between(now, event.getExpiresAt())));
		namedAccount(event).ifPresent((account) -> box.row("Account", account));
		this.settings.expectedLogin()
			.apply(event.getAccount())
			.ifPresent((login) -> box.importantRow("Log in", "as " + TerminalText.clean(login)));
		box.row("Scopes", scopes(event.getScopes()));
		box.space();
		return box;
	}

	Optional<String> namedAccount(TwitchOAuthEvent event) {
		return Optional.of(event.getAccount())
			.filter((account) -> this.settings.severalAccounts() || !TokenManager.DEFAULT_ACCOUNT.equals(account))
			.map(TerminalText::clean);
	}

	private static String scopes(Collection<String> scopes) {
		return scopes.isEmpty() ? "none" : scopes.stream().map(TerminalText::clean).collect(Collectors.joining(", "));
	}

	// A second or two have passed since the server said 30 minutes, so the time is
	// rounded up.
	private static String timeLeft(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		long minutes = (seconds + 5) / 60;
		if (minutes < 2) {
			return seconds + " seconds";
		}
		return (minutes % 60 == 0 && minutes > 60) ? minutes / 60 + " hours" : minutes + " minutes";
	}

	private String qrCode(String link) {
		if (this.qrEncoder == null || this.qrMode == QrMode.NEVER) {
			return "";
		}
		boolean[][] modules = this.qrEncoder.encode(link);
		QrPicture picture = new QrPicture(modules, this.terminal);
		boolean wanted = this.qrMode == QrMode.ALWAYS
				|| (this.terminal.isInteractive() && picture.fits(this.terminal.columns()));
		return (modules.length > 0 && wanted) ? "\n" + picture.draw() + "\n" : "";
	}

}
