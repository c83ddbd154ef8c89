package io.github.twitchoauth.page;

import java.time.Clock;
import java.util.stream.Collectors;

import io.github.twitchoauth.AccountList;
import io.github.twitchoauth.AccountStatus;
import io.github.twitchoauth.console.QrEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The page as HTML.
 */
final class PageRenderer {

	private static final String MORE = "<p>There are more accounts than are shown here.</p>\n";

	private final PageSettings settings;

	private final AccountCard card;

	PageRenderer(PageSettings settings, boolean severalAccounts, @Nullable QrEncoder qrEncoder, Clock clock) {
		this.settings = settings;
		this.card = new AccountCard(settings.server(), severalAccounts,
				new LoginCard(settings, new QrSvg(qrEncoder), clock));
	}

	String page(AccountList list, PageForms forms) {
		boolean waiting = list.accounts().stream().anyMatch((status) -> status.pendingLogin() != null);
		String cards = list.accounts()
			.stream()
			.map((AccountStatus status) -> this.card.html(status, forms))
			.collect(Collectors.joining());
		String title = this.settings.server() + " login";
		return document(title, forms.base(), waiting ? reload(forms.base()) : "", """
				<h1>%s <small>of %s</small></h1>
				<p role="status"></p>
				%s%s%s""".formatted(PageForms.escape(title), PageForms.name(this.settings.application()), cards,
				unread(list.error()), list.more() ? MORE : ""));
	}

	// A section, so that the script shows it, and takes it away, as it does with
	// accounts.
	private static String unread(@Nullable String error) {
		return (error != null) ? """
				<section id="unread" data-version="0" data-news="%s">
				<p class="error">%1$s</p>
				</section>
				""".formatted(PageForms.escape("There may be further accounts, which cannot be read now. " + error))
				: "";
	}

	// Only an account that waits for approval changes by itself, so only then is a reload
	// worth it. The path is given, because a browser that was sent to one of the accounts
	// would stay there otherwise.
	private static String reload(String base) {
		return "<noscript><meta http-equiv=\"refresh\" content=\"10; url=%s\"></noscript>\n"
			.formatted(PageForms.escape(base));
	}

	String problem(String title, String detail, String base) {
		return document(title, base, "", """
				<h1>%s</h1>
				<p>%s</p>
				<p><a href="%s">To the login page</a></p>
				""".formatted(PageForms.escape(title), PageForms.escape(detail), PageForms.escape(base)));
	}

	private String document(String title, String base, String head, String main) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="referrer" content="same-origin">
				<title>%s · %s</title>
				<link rel="stylesheet" href="%s/page.css">
				<script src="%3$s/page.js" defer></script>
				%s</head>
				<body>
				<main>
				%s</main>
				</body>
				</html>
				""".formatted(PageForms.escape(title), PageForms.escape(this.settings.application()),
				PageForms.escape(base), head, main);
	}

}
