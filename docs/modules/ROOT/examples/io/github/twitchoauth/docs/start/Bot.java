package io.github.twitchoauth.docs.start;

import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;

// tag::bot[]
@SpringBootApplication
public class Bot {

	public static void main(String[] args) {
		SpringApplication.run(Bot.class, args);
	}

	@EventListener
	void onCode(DeviceCodeEvent event) {
		System.out.println("Verification URI: " + event.getVerificationUri());
	}

	@EventListener
	void onAuth(AuthenticatedEvent event) {
		System.out.println("Hello " + event.getToken().login());
	}

}
// end::bot[]
