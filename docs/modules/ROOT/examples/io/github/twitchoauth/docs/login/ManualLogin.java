package io.github.twitchoauth.docs.login;

import io.github.twitchoauth.DeviceAuthFlow;
import io.github.twitchoauth.TwitchOAuthException;

import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

// tag::login[]
@Component
class ManualLogin implements CommandLineRunner {

	private final DeviceAuthFlow flow;

	ManualLogin(DeviceAuthFlow flow) {
		this.flow = flow;
	}

	@Override
	public void run(String... args) {
		this.flow.getDeviceCode()
			.doOnNext((code) -> System.out.println("Verification URI: " + code.verificationUri()))
			.flatMap(this.flow::pollForAuthorization)
			.doOnNext((token) -> System.out.println("Logged in as " + token.login()))
			.doOnError(TwitchOAuthException.class,
					(ex) -> System.out.println("Failed to authorize: " + ex.getMessage()))
			.block();
	}

}
// end::login[]
