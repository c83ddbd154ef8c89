package io.github.twitchoauth.samples.manual;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchOAuthException;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Logs in step by step, then calls Twitch.
 */
@Component
class Bot implements ApplicationRunner {

	private final DeviceAuthFlow flow;

	private final WebClient helix;

	Bot(DeviceAuthFlow flow, @Qualifier("twitch") WebClient helix) {
		this.flow = flow;
		this.helix = helix;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.flow.getDeviceCode()
			.doOnNext((code) -> System.out.println("Verification URI: " + code.verificationUri()))
			.flatMap(this.flow::pollForAuthorization)
			.flatMap((token) -> displayName())
			.doOnNext((name) -> System.out.println("Logged in. Twitch calls you " + name))
			.doOnError(TwitchOAuthException.class,
					(ex) -> System.out.println("Failed to authorize: " + ex.getMessage()))
			.onErrorComplete(TwitchOAuthException.class)
			.block();
	}

	// The client is logged in, and stays so.
	private Mono<String> displayName() {
		return this.helix.get()
			.uri("/users")
			.retrieve()
			.bodyToMono(Users.class)
			.map((users) -> users.data().get(0).displayName());
	}

	record Users(List<User> data) {
	}

	record User(@JsonProperty("display_name") String displayName) {
	}

}
