package io.github.twitchoauth.samples.basic;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.util.StringUtils;

/**
 * Logs in when it starts, and tells who did.
 */
@SpringBootApplication
public class BasicApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(BasicApplication.class);
		if (!StringUtils.hasText(System.getenv("TWITCH_CLIENT_ID"))) {
			application.setAdditionalProfiles("mock");
		}
		application.run(args);
	}

	@EventListener
	void onCode(DeviceCodeEvent event) {
		System.out.println("Verification URI: " + event.getVerificationUri());
	}

	@EventListener
	void onAuth(AuthenticatedEvent event) {
		System.out.println("Hello " + event.getToken().login() + ", you granted " + event.getToken().scopes());
	}

}
