package io.github.twitchoauth.test;

import java.util.Map;

/**
 * What all pages for people have in common.
 */
final class WebPage {

	private static final PageTemplate PAGE = new PageTemplate("page.html");

	private WebPage() {
	}

	static Reply of(int status, String title, String content) {
		return Reply
			.of(status, "text/html;charset=utf-8",
					PAGE.render(Map.of("title", PageTemplate.escape(title), "content", content)))
			.withHeader("Cache-Control", "no-store")
			.withHeader("Content-Security-Policy",
					"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'");
	}

}
