package io.github.twitchoauth.authorizationserver;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.github.twitchoauth.DeviceCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody at a browser of their own, who opens the link, signs in, compares the code and
 * decides.
 */
final class Person {

	static final String PASSWORD = "correct horse";

	private final String name = UUID.randomUUID().toString();

	private final Browser browser = new Browser();

	void approve(DeviceCode code, String... scopes) {
		HttpResponse<String> page = this.browser.submit(openConsent(code).check("scope", scopes));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Your device is activated.");
	}

	void deny(DeviceCode code) {
		HttpResponse<String> page = this.browser.submit(openConsent(code));
		assertThat(page.statusCode()).isEqualTo(400);
	}

	private Form openConsent(DeviceCode code) {
		HttpResponse<String> login = this.browser.open(code.verificationUri());
		Form credentials = Form.in(login).fill("username", this.name).fill("password", PASSWORD);
		Form activation = Form.in(this.browser.submit(credentials));
		assertThat(activation.value("user_code")).isEqualTo(code.userCode());
		return Form.in(this.browser.submit(activation));
	}

}
