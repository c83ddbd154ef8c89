package io.github.twitchoauth.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.AccountStatus.PendingLogin;
import io.github.twitchoauth.AccountStatus.State;
import io.github.twitchoauth.TokenManager;
import org.jspecify.annotations.Nullable;

/**
 * One account on the page: how it is doing, and what can be done about it.
 */
final class AccountCard {

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
		.withZone(ZoneOffset.UTC);

	private final String server;

	private final boolean severalAccounts;

	private final LoginCard loginCard;

	AccountCard(String server, boolean severalAccounts, LoginCard loginCard) {
		this.server = server;
		this.severalAccounts = severalAccounts;
		this.loginCard = loginCard;
	}

	String html(AccountStatus status, PageForms forms) {
		String anchor = PageForms.anchor(status.account());
		return """
				<section id="%s" aria-labelledby="%1$s-name" data-version="%08x" data-news="%s">
				<h2 id="%1$s-name">%s</h2>
				<p class="state %s">%s%s</p>
				%s%s</section>
				""".formatted(anchor, status.toString().hashCode(),
				PageForms.escape(status.account() + ": " + words(status)), heading(status.account()),
				status.state().name().toLowerCase(Locale.ROOT), PageForms.escape(words(status)), since(status),
				error(status), actions(status, forms));
	}

	private String heading(String account) {
		boolean only = !this.severalAccounts && TokenManager.DEFAULT_ACCOUNT.equals(account);
		return only ? PageForms.escape(this.server) + " account" : "Account " + PageForms.name(account);
	}

	private static String words(AccountStatus status) {
		String user = "Logged in" + ((status.login() != null) ? " as " + status.login() : "");
		return switch (status.state()) {
			case LOGGED_OUT -> "Not logged in.";
			case WAITING_FOR_APPROVAL -> "Waiting for approval.";
			case LOGGED_IN -> user + ".";
			case REFRESH_FAILING -> user + ", but the login cannot be renewed for now. This is tried again.";
			case LOGIN_REQUIRED -> "A login is needed.";
			case MISCONFIGURED -> "Not set up correctly.";
			case NOT_SAVED -> user + ", but this could not be saved, and is lost when the application ends.";
		};
	}

	private static String since(AccountStatus status) {
		if (status.since() == null || !isLoggedIn(status)) {
			return "";
		}
		return " <small>Since <time datetime=\"%s\">%s</time>.</small>".formatted(status.since(),
				MINUTES.format(status.since()));
	}

	// The error of the previous login is of no use while the next one waits for its
	// approval.
	private static String error(AccountStatus status) {
		String error = status.error();
		if (error == null || status.state() == State.WAITING_FOR_APPROVAL) {
			return "";
		}
		boolean ends = error.endsWith(".") || error.endsWith("!") || error.endsWith("?");
		return "<p class=\"error\">" + PageForms.escape(error) + (ends ? "" : ".") + "</p>\n";
	}

	private String actions(AccountStatus status, PageForms forms) {
		PendingLogin login = status.pendingLogin();
		String account = status.account();
		if (!isLoggedIn(status)) {
			return (login != null) ? this.loginCard.html(account, login, forms)
					: forms.form(account, "login", "Log in");
		}
		return missingScopes(status, login, forms) + logOut(account, forms);
	}

	private String missingScopes(AccountStatus status, @Nullable PendingLogin login, PageForms forms) {
		if (login != null) {
			return this.loginCard.html(status.account(), login, forms);
		}
		if (status.missingScopes().isEmpty()) {
			return "<p>You can close this page.</p>\n";
		}
		return "<p>What it may not do yet:</p>\n" + ScopeWords.list(status.missingScopes())
				+ forms.form(status.account(), "login", "Grant");
	}

	private static String logOut(String account, PageForms forms) {
		return """
				<details>
				<summary>Log out</summary>
				<p>The application can then do nothing in this account until somebody logs in again.</p>
				%s</details>
				""".formatted(forms.form(account, "logout", "Log out now"));
	}

	private static boolean isLoggedIn(AccountStatus status) {
		State state = status.state();
		return state == State.LOGGED_IN || state == State.REFRESH_FAILING || state == State.NOT_SAVED;
	}

}
