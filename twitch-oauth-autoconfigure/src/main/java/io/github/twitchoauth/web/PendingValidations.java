package io.github.twitchoauth.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.TwitchIdClient;
import reactor.core.publisher.Mono;

/**
 * Asks whether a token is dead. All calls that want to know it of the same token at the
 * same time make one request.
 */
final class PendingValidations {

	private final TwitchIdClient client;

	private final Map<String, Mono<Boolean>> pending = new ConcurrentHashMap<>();

	PendingValidations(TwitchIdClient client) {
		this.client = client;
	}

	Mono<Boolean> isDead(String accessToken) {
		return Mono.defer(() -> this.pending.computeIfAbsent(accessToken, this::validation));
	}

	// A cached Mono continues when the caller that subscribed first cancels.
	private Mono<Boolean> validation(String accessToken) {
		return Mono.defer(() -> this.client.validate(accessToken))
			.map((outcome) -> outcome.fold((living) -> false, Rejected::isOfToken, (unknown) -> false))
			.onErrorReturn(ClientConfigurationException.class, false)
			.doFinally((signal) -> this.pending.remove(accessToken))
			.cache();
	}

}
