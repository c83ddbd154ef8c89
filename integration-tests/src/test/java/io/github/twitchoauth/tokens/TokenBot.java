package io.github.twitchoauth.tokens;

import java.util.Scanner;

import io.github.twitchoauth.autoconfigure.TwitchOAuthAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchHelixAutoConfiguration;
import io.github.twitchoauth.autoconfigure.web.TwitchWebClientAutoConfiguration;
import io.github.twitchoauth.event.AuthenticatedEvent;
import io.github.twitchoauth.event.TwitchOAuthEvent;
import io.github.twitchoauth.store.TokenStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that does what it is told by its standard input.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TwitchOAuthAutoConfiguration.class, TwitchHelixAutoConfiguration.class,
		TwitchWebClientAutoConfiguration.class, WebClientAutoConfiguration.class, CodecsAutoConfiguration.class,
		JacksonAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class })
public class TokenBot {

	public static void main(String[] arguments) {
		new SpringApplicationBuilder(TokenBot.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	static BeanPostProcessor steppedTokenStore() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof TokenStore store)
						? new SteppedTokenStore(store, (step) -> print("reached " + step)) : bean;
			}

		};
	}

	@Bean
	ApplicationRunner commands(@Qualifier("twitch") WebClient webClient, TokenStore store) {
		return (arguments) -> {
			Thread thread = new Thread(() -> obey(webClient, (SteppedTokenStore) store), "commands");
			thread.setDaemon(true);
			thread.start();
		};
	}

	private static void obey(WebClient webClient, SteppedTokenStore store) {
		Scanner commands = new Scanner(System.in);
		while (commands.hasNext()) {
			switch (commands.next()) {
				case "call" -> call(webClient, commands.nextInt(), commands.nextInt());
				case "stop-at" -> store.stopAt(Step.valueOf(commands.next()));
				case "die-while-saving" -> store.dieWhileSaving();
				default -> throw new IllegalStateException();
			}
		}
	}

	private static void call(WebClient webClient, int round, int count) {
		Flux.range(0, count)
			.flatMap((number) -> userName(webClient), count)
			.distinct()
			.collectList()
			.subscribe((answers) -> print("round " + round + " " + answers));
	}

	private static Mono<String> userName(WebClient webClient) {
		return webClient.get()
			.uri("/users")
			.retrieve()
			.bodyToMono(Users.class)
			.map((users) -> users.data().get(0).login())
			.onErrorResume((error) -> Mono.just(error.toString()));
	}

	@EventListener
	void on(TwitchOAuthEvent event) {
		String restored = (event instanceof AuthenticatedEvent authenticated && authenticated.isRestored())
				? " restored" : "";
		print("event " + event.getClass().getSimpleName() + restored);
	}

	private static void print(String line) {
		System.out.println(line);
	}

}
