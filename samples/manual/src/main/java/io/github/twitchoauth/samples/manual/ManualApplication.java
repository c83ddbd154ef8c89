package io.github.twitchoauth.samples.manual;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.util.StringUtils;

/**
 * Decides by itself when to log in, and ends when its work is done.
 */
@SpringBootApplication
public class ManualApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(ManualApplication.class);
		if (!StringUtils.hasText(System.getenv("TWITCH_CLIENT_ID"))) {
			application.setAdditionalProfiles("mock");
		}
		application.run(args);
	}

}
