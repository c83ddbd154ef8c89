package io.github.twitchoauth.test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page that lists the codes that wait for a person.
 */
final class IndexPage {

	static final String PATH = "/";

	private static final int MAX_CODES = 100;

	private static final PageTemplate INDEX = new PageTemplate("index.html");

	private static final PageTemplate CODE = new PageTemplate("index-code.html");

	private final MockTwitchState state;

	IndexPage(MockTwitchState state) {
		this.state = state;
	}

	Reply answer() {
		List<DeviceAuthorization> codes = this.state.codes().pending();
		Instant now = this.state.settings().clock().instant();
		String list = codes.stream().limit(MAX_CODES).map((code) -> describe(code, now)).collect(Collectors.joining());
		return WebPage.of(200, "Waiting logins", INDEX.render(Map.of("summary", summary(codes.size()), "codes",
				list.isEmpty() ? "" : "<ol class=\"codes\">" + list + "</ol>")));
	}

	private String summary(int count) {
		MockUser approver = this.state.codes().autoApprover();
		if (approver != null) {
			return "Every code is approved at once, as <strong>" + approver.displayName() + "</strong>.";
		}
		return switch (count) {
			case 0 -> "No code waits. Reload this page when an application has asked for one.";
			case 1 -> "One code waits for a decision. You decide in the user’s place.";
			default -> count + " codes wait for a decision"
					+ ((count > MAX_CODES) ? "; these are the oldest " + MAX_CODES : "")
					+ ". You decide in the user’s place.";
		};
	}

	private static String describe(DeviceAuthorization code, Instant now) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("userCode", code.userCode());
		values.put("clientId", PageTemplate.escape(code.clientId()));
		values.put("scopes", code.scopes().isEmpty() ? "none" : PageTemplate.escape(String.join(", ", code.scopes())));
		values.put("age", age(Duration.between(code.issuedAt(), now)));
		return CODE.render(values);
	}

	private static String age(Duration age) {
		if (age.toMinutes() < 1) {
			return age.toSeconds() + " s";
		}
		return (age.toHours() < 1) ? age.toMinutes() + " min" : age.toHours() + " h " + age.toMinutesPart() + " min";
	}

}
