package io.github.twitchoauth.page;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.TokenManager;

/**
 * A login that waits for a person: link, code, and what is asked for.
 */
final class LoginCard {

	private final PageSettings settings;

	private final QrSvg qrSvg;

	private final Clock clock;

	LoginCard(PageSettings settings, QrSvg qrSvg, Clock clock) {
		this.settings = settings;
		this.qrSvg = qrSvg;
		this.clock = clock;
	}

	String html(String account, PendingLogin login, PageForms forms) {
		String link = login.verificationUri().toASCIIString();
		return """
				<p>%s</p>
				<ol>
				<li>%s</li>
				<li>Check that the code is the same as on %s:
				<p class="code"><b>%s</b> <button type="button" class="copy">Copy code</button></p></li>
				<li>Press Authorize there.</li>
				</ol>
				%s%s<p>Valid for %s.</p>
				<div class="buttons">
				%s%s</div>
				""".formatted(purpose(account, login), toServer(account, login, PageForms.escape(link)), server(),
				PageForms.escape(login.userCode()), this.qrSvg.figure(link), scopes(login), timeLeft(login),
				forms.form(account, "renew", "New code"), forms.form(account, "cancel", "Cancel"));
	}

	private String purpose(String account, PendingLogin login) {
		boolean named = !isDefault(account);
		StringBuilder purpose = new StringBuilder();
		purpose.append("<b>").append(PageForms.name(this.settings.application())).append("</b> asks to act on ");
		purpose.append(server());
		if (login.expectedLogin() != null) {
			purpose.append(" as <b>").append(PageForms.name(login.expectedLogin())).append("</b>");
		}
		else if (!named) {
			purpose.append(" in your name");
		}
		return purpose.append(named ? ", for its account <b>" + PageForms.name(account) + "</b>." : ".").toString();
	}

	// Another user than the browser's needs a window without the browser's cookies, into
	// which the link has to be copied.
	private String toServer(String account, PendingLogin login, String link) {
		return user(account, login).map((user) -> """
				Open this link in a private window, logged in as %s:
				<p class="link"><a href="%s" target="_blank" rel="noreferrer">%2$s</a>
				<button type="button" class="copy">Copy link</button></p>""".formatted(user, link))
			.orElseGet(
					() -> "<a href=\"%s\" target=\"_blank\" rel=\"noreferrer\">Open %s</a>".formatted(link, server()));
	}

	private String server() {
		return PageForms.escape(this.settings.server());
	}

	private static Optional<String> user(String account, PendingLogin login) {
		if (login.expectedLogin() != null) {
			return Optional.of("<b>" + PageForms.name(login.expectedLogin()) + "</b>");
		}
		return isDefault(account) ? Optional.empty()
				: Optional.of("the user who is to be <b>" + PageForms.name(account) + "</b>");
	}

	private static boolean isDefault(String account) {
		return TokenManager.DEFAULT_ACCOUNT.equals(account);
	}

	private static String scopes(PendingLogin login) {
		return login.scopes().isEmpty() ? "<p>It asks for no permissions.</p>\n"
				: "<p>What it asks for:</p>\n" + ScopeWords.list(login.scopes());
	}

	// The script counts down the seconds.
	private String timeLeft(PendingLogin login) {
		long seconds = Math.max(0, Duration.between(this.clock.instant(), login.expiresAt()).toSeconds());
		String words = (seconds < 120) ? seconds + " seconds" : seconds / 60 + " minutes";
		return "<time data-left=\"%d\">%s</time>".formatted(seconds, words);
	}

}
