package io.github.twitchoauth.test;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.twitchoauth.test.DeviceAuthorization.Status;
import org.jspecify.annotations.Nullable;

/**
 * The page behind the verification link, where a person plays the user.
 */
final class ActivationPage {

	static final String PATH = "/activate";

	private static final String DEFAULT_LOGIN = "twitchdev";

	private static final PageTemplate FORM = new PageTemplate("activation-form.html");

	private static final PageTemplate CODE = new PageTemplate("activation-code.html");

	private static final String BACK = "<p><a href=\"/\">All codes that wait</a></p>";

	private final MockTwitchState state;

	ActivationPage(MockTwitchState state) {
		this.state = state;
	}

	Reply answer(Exchange exchange) {
		boolean post = exchange.method().equals("POST");
		String userCode = post ? exchange.form().get("user_code") : exchange.query().get("device-code");
		if (userCode.isEmpty()) {
			return askForCode(200, "Connect an application", "Type the code, as the user would on Twitch.");
		}
		checkForDeviceCode(userCode);
		DeviceAuthorization code = this.state.codes().find(userCode);
		if (code == null) {
			return askForCode(404, "Unknown code", "There is no such code. Ask the application for a new one.");
		}
		if (code.status() != Status.PENDING) {
			return over(code);
		}
		return post ? decide(code, exchange.form()) : form(200, code, DEFAULT_LOGIN, null);
	}

	private void checkForDeviceCode(String userCode) {
		if (this.state.codes().findByDeviceCode(userCode) != null) {
			this.state.recorder().misuse("The secret device code was put into the verification link");
		}
	}

	private Reply decide(DeviceAuthorization code, Parameters form) {
		try {
			if (form.get("decision").equals("authorize")) {
				code.approve(this.state.users().register(form.get("login").trim()));
			}
			else if (form.get("decision").equals("deny")) {
				code.deny();
			}
			return over(code);
		}
		catch (IllegalArgumentException ex) {
			return form(400, code, form.get("login"), ex.getMessage());
		}
		catch (IllegalStateException ex) {
			return over(code);
		}
	}

	private Reply over(DeviceAuthorization code) {
		return switch (code.status()) {
			case APPROVED, USED ->
				message(200, "Connected", "The code %s was authorized as %s. You can close this page."
					.formatted(code.userCode(), code.user().displayName()));
			case DENIED ->
				message(200, "Denied", "The code %s was denied. You can close this page.".formatted(code.userCode()));
			case EXPIRED -> askForCode(410, "Expired code",
					"The code %s has expired. Ask the application for a new one.".formatted(code.userCode()));
			case PENDING -> form(400, code, DEFAULT_LOGIN, "Choose Authorize or Deny");
		};
	}

	private static Reply form(int status, DeviceAuthorization code, String login, @Nullable String error) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("userCode", code.userCode());
		values.put("clientId", PageTemplate.escape(code.clientId()));
		values.put("scopes", PageTemplate.list(code.scopes()));
		values.put("login", PageTemplate.escape(login));
		if (error != null) {
			values.put("invalid", " aria-invalid=\"true\" aria-describedby=\"error\"");
			values.put("error", "<p class=\"error\" id=\"error\">" + PageTemplate.escape(error) + "</p>");
		}
		return WebPage.of(status, "Connect an application", FORM.render(values));
	}

	private static Reply askForCode(int status, String title, String message) {
		return WebPage.of(status, title, CODE.render(Map.of("message", PageTemplate.escape(message))));
	}

	private static Reply message(int status, String title, String message) {
		return WebPage.of(status, title, "<p role=\"status\">" + PageTemplate.escape(message) + "</p>" + BACK);
	}

}
