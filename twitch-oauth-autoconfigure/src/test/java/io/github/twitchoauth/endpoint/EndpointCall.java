package io.github.twitchoauth.endpoint;

import java.util.List;
import java.util.function.Function;

import reactor.core.publisher.Mono;

/**
 * The calls of {@link TwitchIdClient}, each with a secret, for tests in which they are
 * alike.
 */
enum EndpointCall {

	DEVICE("/oauth2/device",
			(client) -> client
				.requestDeviceCode(AbstractTwitchIdClientTests.CONFIDENTIAL_CLIENT, List.of("user:read:chat"))
				.map(Function.identity())),

	TOKEN("/oauth2/token",
			(client) -> client
				.requestToken(AbstractTwitchIdClientTests.CONFIDENTIAL_CLIENT, AbstractTwitchIdClientTests.DEVICE_CODE)
				.map(Function.identity())),

	REFRESH("/oauth2/token",
			(client) -> client
				.refresh(AbstractTwitchIdClientTests.CONFIDENTIAL_CLIENT, AbstractTwitchIdClientTests.REFRESH_TOKEN)
				.map(Function.identity())),

	REVOKE("/oauth2/revoke",
			(client) -> client
				.revoke(AbstractTwitchIdClientTests.CONFIDENTIAL_CLIENT, AbstractTwitchIdClientTests.TOKEN)
				.map(Function.identity())),

	VALIDATE("/oauth2/validate",
			(client) -> client.validate(AbstractTwitchIdClientTests.TOKEN).map(Function.identity()));

	private final String path;

	private final Function<TwitchIdClient, Mono<Outcome<?>>> sender;

	EndpointCall(String path, Function<TwitchIdClient, Mono<Outcome<?>>> sender) {
		this.path = path;
		this.sender = sender;
	}

	String path() {
		return this.path;
	}

	Mono<Outcome<?>> send(TwitchIdClient client) {
		return this.sender.apply(client);
	}

}
