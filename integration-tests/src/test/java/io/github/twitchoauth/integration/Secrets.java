package io.github.twitchoauth.integration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.twitchoauth.test.MockTwitch;

/**
 * What must not be read by anybody.
 */
public final class Secrets {

	/**
	 * Of any 30 characters, a hex dump shows at least 15 in one row.
	 */
	private static final int SLICE = 12;

	private static final Pattern IN_FORM = Pattern
		.compile("(?:^|&)(?:device_code|token|refresh_token|client_secret)=([^&]+)");

	private static final Pattern IN_JSON = Pattern.compile("\"(?:access_token|refresh_token|device_code)\":\"([^\"]+)");

	private final Set<String> secrets = new LinkedHashSet<>();

	private final String own;

	public Secrets(MockTwitch twitch, String own) {
		this.own = own;
		twitch.getWireMockServer().getAllServeEvents().forEach(this::collect);
	}

	private void collect(ServeEvent event) {
		String form = event.getRequest().getBodyAsString();
		add(IN_FORM, form);
		add(IN_FORM, form.replace("%2F", "/").replace("%25", "%"));
		add(IN_JSON, event.getResponse().getBodyAsString());
	}

	private void add(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher((text != null) ? text : "");
		while (matcher.find()) {
			add(matcher.group(1));
		}
	}

	public void add(String secret) {
		this.secrets.add(secret);
	}

	public Set<String> all() {
		return this.secrets;
	}

	boolean isOwnIn(String text) {
		return !leaked(this.own, text).isEmpty();
	}

	/**
	 * Find the secrets in a text.
	 * @param text the text
	 * @return the slices of secrets that are in the text
	 */
	public List<String> leaks(String text) {
		return this.secrets.stream().flatMap((secret) -> leaked(secret, text).stream()).distinct().toList();
	}

	private static List<String> leaked(String secret, String text) {
		return IntStream.rangeClosed(0, Math.max(0, secret.length() - SLICE))
			.mapToObj((start) -> secret.substring(start, Math.min(secret.length(), start + SLICE)))
			.filter(text::contains)
			.toList();
	}

}
