package io.github.twitchoauth.integration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.event.AuthenticatedEvent;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * An application without a web server, as small as a user's first one.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ConsoleBot {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(ConsoleBot.class).web(WebApplicationType.NONE).run(arguments);
		print("main is over");
	}

	@Bean
	@ConditionalOnBooleanProperty("bot.manual-login")
	ApplicationRunner manualLogin(DeviceAuthFlow flow) {
		return (arguments) -> flow.authorize().subscribe();
	}

	@EventListener
	void on(AuthenticatedEvent event) throws InterruptedException {
		print("listener starts");
		new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
		print("listener ends for " + event.getToken().login());
	}

	private static void print(String text) {
		System.out.println(text);
	}

}
