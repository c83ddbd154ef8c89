package io.github.twitchoauth.samples.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.util.StringUtils;

/**
 * A site with a button that says "Connect your Twitch account".
 */
@SpringBootApplication
public class WebApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(WebApplication.class);
		if (!StringUtils.hasText(System.getenv("TWITCH_CLIENT_ID"))) {
			application.setAdditionalProfiles("mock");
		}
		application.run(args);
	}

}
