package io.github.twitchoauth.samples.manual;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchOAuthException;
import io.github.twitchoauth.TwitchToken;
import io.github.twitchoauth.autoconfigure.TwitchOAuthConnectionDetails;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Logs in step by step, then calls Twitch with the token.
 */
@Component
class Bot implements ApplicationRunner {

	private final DeviceAuthFlow flow;

	private final WebClient helix;

	Bot(DeviceAuthFlow flow, WebClient.Builder webClientBuilder, TwitchOAuthConnectionDetails twitch,
			@Value("${twitch.oauth.client-id}") String clientId) {
		this.flow = flow;
		this.helix = webClientBuilder.baseUrl(twitch.getHelixUri().toString())
			.defaultHeader("Client-Id", clientId)
			.build();
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.flow.getDeviceCode()
			.doOnNext((code) -> System.out.println("Verification URI: " + code.verificationUri()))
			.flatMap(this.flow::pollForAuthorization)
			.flatMap(this::displayName)
			.doOnNext((name) -> System.out.println("Logged in. Twitch calls you " + name))
			.doOnError(TwitchOAuthException.class,
					(ex) -> System.out.println("Failed to authorize: " + ex.getMessage()))
			.onErrorComplete(TwitchOAuthException.class)
			.block();
	}

	private Mono<String> displayName(TwitchToken token) {
		return this.helix.get()
			.uri("/users")
			.headers((headers) -> headers.setBearerAuth(token.accessToken()))
			.retrieve()
			.bodyToMono(Users.class)
			.map((users) -> users.data().get(0).displayName());
	}

	record Users(List<User> data) {
	}

	record User(@JsonProperty("display_name") String displayName) {
	}

}
