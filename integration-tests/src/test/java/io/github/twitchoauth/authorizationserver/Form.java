package io.github.twitchoauth.authorizationserver;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first HTML form of a page, with boxes unchecked.
 */
final class Form {

	private static final Pattern FORM = Pattern.compile("<form[^>]*>");

	private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

	private final URI action;

	private final MultiValueMap<String, String> values = new LinkedMultiValueMap<>();

	private final MultiValueMap<String, String> boxes = new LinkedMultiValueMap<>();

	private Form(URI action) {
		this.action = action;
	}

	static Form in(HttpResponse<String> page) {
		Matcher form = FORM.matcher(page.body());
		assertThat(form.find()).as("form in status %s: %s", page.statusCode(), page.body()).isTrue();
		Form result = new Form(page.uri().resolve(attribute(form.group(), "action")));
		INPUT.matcher(page.body()).results().forEach((input) -> result.add(input.group()));
		return result;
	}

	private void add(String input) {
		MultiValueMap<String, String> target = attribute(input, "type").equals("checkbox") ? this.boxes : this.values;
		target.add(attribute(input, "name"), attribute(input, "value"));
	}

	private static String attribute(String tag, String name) {
		Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
		return matcher.find() ? HtmlUtils.htmlUnescape(matcher.group(1)) : "";
	}

	URI action() {
		return this.action;
	}

	String value(String name) {
		return this.values.getFirst(name);
	}

	Form fill(String name, String value) {
		assertThat(this.values).containsKey(name);
		this.values.set(name, value);
		return this;
	}

	Form press(String button) {
		this.values.set(button, "");
		return this;
	}

	Form check(String name, String... choices) {
		assertThat(this.boxes.get(name)).contains(choices);
		for (String choice : choices) {
			this.values.add(name, choice);
		}
		return this;
	}

	String encoded() {
		StringBuilder result = new StringBuilder();
		this.values.forEach((name,
				list) -> list.forEach((value) -> result.append(result.isEmpty() ? "" : "&")
					.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
					.append('=')
					.append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
		return result.toString();
	}

}
