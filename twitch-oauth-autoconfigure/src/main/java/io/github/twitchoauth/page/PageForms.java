package io.github.twitchoauth.page;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * The forms by which the page acts. They work without a script.
 *
 * @param base the page's path
 * @param hiddenField what each of them has to carry, or {@code null} for nothing
 */
record PageForms(String base, @Nullable HiddenField hiddenField) {

	static String anchor(String account) {
		return "account-" + AccountName.encode(account);
	}

	String form(String account, String action, String label) {
		return "<form method=\"post\" action=\"%s/accounts/%s/%s\">%s<button>%s</button></form>\n"
			.formatted(escape(this.base), AccountName.encode(account), action, hidden(), label);
	}

	private String hidden() {
		HiddenField field = this.hiddenField;
		return (field != null) ? "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escape(field.name()),
				escape(field.value())) : "";
	}

	static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	// Names of one direction do not turn the text around them.
	static String name(String text) {
		return "<bdi>" + escape(text) + "</bdi>";
	}

}
