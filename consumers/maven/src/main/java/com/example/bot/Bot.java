package com.example.bot;

import io.github.twitchoauth.event.AuthenticatedEvent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;

/**
 * Logs in when it starts, and greets.
 */
@SpringBootApplication
public class Bot {

	private volatile String greeting = "";

	public static void main(String[] args) {
		SpringApplication.run(Bot.class, args);
	}

	@EventListener
	void onAuth(AuthenticatedEvent event) {
		this.greeting = "Hello " + event.getToken().login();
	}

	String greeting() {
		return this.greeting;
	}

}
