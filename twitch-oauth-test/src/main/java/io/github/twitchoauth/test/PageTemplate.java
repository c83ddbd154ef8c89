package io.github.twitchoauth.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * HTML with places for values.
 */
final class PageTemplate {

	private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

	private final String html;

	PageTemplate(String name) {
		try {
			this.html = new ClassPathResource(name, PageTemplate.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills in the places.
	 * @param values what to fill in by name, as HTML
	 * @return the whole
	 */
	String render(Map<String, String> values) {
		return PLACE.matcher(this.html)
			.replaceAll((place) -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
	}

	static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	static String list(Collection<String> items) {
		String entries = items.stream().map((item) -> "<li>" + escape(item) + "</li>").collect(Collectors.joining());
		return entries.isEmpty() ? "none" : "<ul>" + entries + "</ul>";
	}

}
