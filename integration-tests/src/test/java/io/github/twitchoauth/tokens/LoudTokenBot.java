package io.github.twitchoauth.tokens;

import java.time.Duration;
import java.util.Scanner;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.AuthorizationFailedEvent;
import io.github.twitchoauth.event.AuthorizationLostEvent;
import io.github.twitchoauth.event.DeviceCodeEvent;
import io.github.twitchoauth.event.TokenRefreshedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.store.TokenStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that does what it is told by its standard input, and logs everything
 * that it gets.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LoudTokenBot {

	private static final Log logger = LogFactory.getLog(LoudTokenBot.class);

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(LoudTokenBot.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	WebClientCustomizer loggingFilter() {
		return (builder) -> builder.filter((request, next) -> {
			logger.info("Request " + request.url() + " " + request.headers() + " " + request.attributes());
			return next.exchange(request);
		});
	}

	@Bean
	ApplicationRunner commands(Doings doings) {
		return (arguments) -> new Thread(doings::obey, "commands").start();
	}

	@Bean
	Doings doings(TokenManager tokens, DeviceAuthFlow flow, TokenStore store, @Qualifier("twitch") WebClient webClient,
			@Qualifier("twitch") RestClient restClient) {
		return new Doings(tokens, flow, store, webClient, restClient);
	}

	@EventListener
	void on(TwitchOAuthEvent event) {
		logger.info("Event " + event);
		if (event instanceof DeviceCodeEvent code) {
			logger.info("Code " + code.getDeviceCode());
		}
		if (event instanceof AuthenticatedEvent authenticated) {
			logger.info("Token " + authenticated.getToken());
		}
		if (event instanceof TokenRefreshedEvent refreshed) {
			logger.info("Token " + refreshed.getToken());
		}
		if (event instanceof AuthorizationFailedEvent failed) {
			logger.info("Failure", failed.getError());
		}
		if (event instanceof AuthorizationLostEvent lost) {
			logger.info("Loss", lost.getError());
		}
	}

	/**
	 * What it can be told to do.
	 */
	record Doings(TokenManager tokens, DeviceAuthFlow flow, TokenStore store, WebClient webClient,
			RestClient restClient) {

		void obey() {
			Scanner commands = new Scanner(System.in);
			while (commands.hasNextLine()) {
				String command = commands.nextLine();
				try {
					logger.info("Result of " + command + ": " + run(command.split(" ")[0]));
				}
				catch (Exception ex) {
					logger.error("Error", ex);
					logger.info("Result of " + command + ": " + ex);
				}
				logger.info("Done: " + command);
			}
		}

		private Object run(String command) {
			return switch (command) {
				case "authorize" -> block(this.flow.authorize());
				case "get" -> block(this.tokens.getToken());
				case "refresh" -> refresh();
				case "web-client" -> block(this.webClient.get().uri("/users").retrieve().bodyToMono(Users.class));
				case "rest-client" -> this.restClient.get().uri("/users").retrieve().body(Users.class);
				case "revoke" -> block(this.tokens.revoke());
				case "forget" -> block(this.tokens.forget("default"));
				default -> throw new IllegalStateException(command);
			};
		}

		private Object refresh() {
			TwitchToken token = this.store.find("default");
			return (token != null) ? block(this.tokens.refresh("default", token.accessToken())) : "no token";
		}

		private static Object block(Mono<?> mono) {
			return mono.block(Duration.ofMinutes(1));
		}

	}

}
