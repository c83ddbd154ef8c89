package io.github.twitchoauth.blocking;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TokenManager;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.test.Endpoint;
import io.github.twitchoauth.test.Fault;
import io.github.twitchoauth.test.MockTwitch;
import io.github.twitchoauth.twitch4j.TwitchClient;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that does everything under the eyes of BlockHound.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WatchedBot {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	public static void main(String[] arguments) {
		BlockHound.builder().loadIntegrations().blockingMethodCallback((method) -> report(method.toString())).install();
		new SpringApplicationBuilder(WatchedBot.class).web(WebApplicationType.NONE).run(arguments).close();
	}

	// What the stand-in does is its own affair.
	private static void report(String method) {
		if (!Thread.currentThread().getName().startsWith("mock-twitch-")) {
			System.out.println("BLOCKED in " + method + " on " + Thread.currentThread().getName());
			new Exception("called from").printStackTrace(System.out);
		}
	}

	@Bean
	ApplicationRunner work(DeviceAuthFlow flow, TokenManager tokens, @Qualifier("twitch") WebClient helix,
			MockTwitch twitch) {
		return (arguments) -> {
			twitch.approveNext("twitchdev");
			flow.authorize().block();
			System.out.println("STEP login");
			twitch.eventSub().awaitSubscription("channel.follow", PATIENCE);
			twitch.eventSub().requestReconnect();
			twitch.eventSub().follow("twitchdev", "viewer");
			twitch.chat().awaitMessages(1, PATIENCE);
			System.out.println("STEP greeting");
			twitch.expireAccessTokens();
			Flux.range(0, 20).flatMap((number) -> users(helix)).blockLast();
			System.out.println("STEP refresh on refusal");
			twitch.on(Endpoint.REFRESH).next(1).respond(Fault.status(503));
			twitch.expireAccessTokens();
			users(helix).block();
			System.out.println("STEP refresh after a fault");
			TwitchToken token = tokens.getToken().block();
			// From an event loop or timer thread, as an application may.
			Mono.delay(Duration.ofMillis(10))
				.flatMap((tick) -> tokens.refresh("default", token.accessToken()))
				.flatMap((fresh) -> tokens.revoke())
				.block();
			System.out.println("STEP revocation");
			Mono.fromCallable(WatchedBot::readFile).subscribeOn(Schedulers.parallel()).block();
			System.out.println("STEP end");
		};
	}

	@Bean
	Greeter greeter(TwitchClient client) {
		return new Greeter(client);
	}

	private static int readFile() throws IOException {
		try (InputStream file = new FileInputStream(ProcessHandle.current().info().command().orElseThrow())) {
			return file.read();
		}
	}

	private static Mono<String> users(WebClient helix) {
		return helix.get().uri("/users").retrieve().bodyToMono(String.class);
	}

	record Greeter(TwitchClient client) {

		@EventListener
		void onFollow(ChannelFollowEvent event) {
			this.client.sendMessage(event.getUserName() + " has followed the channel!");
		}

	}

}
