package io.github.twitchoauth.authorizationserver;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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

	private final HttpClient browser = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	void approve(DeviceCode code, String... scopes) {
		HttpResponse<String> page = submit(openConsent(code).check("scope", scopes));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Your device is activated.");
	}

	void deny(DeviceCode code) {
		HttpResponse<String> page = submit(openConsent(code));
		assertThat(page.statusCode()).isEqualTo(400);
	}

	private Form openConsent(DeviceCode code) {
		HttpResponse<String> login = send(HttpRequest.newBuilder(code.verificationUri()));
		Form credentials = Form.in(login).fill("username", this.name).fill("password", PASSWORD);
		Form activation = Form.in(submit(credentials));
		assertThat(activation.value("user_code")).isEqualTo(code.userCode());
		return Form.in(submit(activation));
	}

	private HttpResponse<String> submit(Form form) {
		return send(HttpRequest.newBuilder(form.action())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form.encoded())));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.browser.send(request.header("Accept", "text/html").timeout(Duration.ofMinutes(1)).build(),
					BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
