package io.github.twitchoauth.endpoint;

import java.time.Duration;
import java.util.Collection;

import io.github.twitchoauth.ClientAuthentication;
import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.account.ClientCredentials;
import io.github.twitchoauth.endpoint.Outcome.Success;
import reactor.core.publisher.Mono;

/**
 * The request for a device code, which some servers want without the client's secret.
 */
final class DeviceCodeRequest {

	private final HttpTransport transport;

	private final ProviderEndpoints endpoints;

	private final Duration timeout;

	private final IdAnswers answers;

	private final DeviceCodeReader reader;

	DeviceCodeRequest(HttpTransport transport, ProviderEndpoints endpoints, Duration timeout, IdAnswers answers,
			DeviceCodeReader reader) {
		this.transport = transport;
		this.endpoints = endpoints;
		this.timeout = timeout;
		this.answers = answers;
		this.reader = reader;
	}

	Mono<Outcome<DeviceCode>> send(ClientCredentials client, Collection<String> scopes) {
		FormBody form = FormBody.of(client, this.endpoints.authentication());
		Mono<Outcome<DeviceCode>> code = send(form, scopes);
		return form.secrets().isEmpty() ? code : code.flatMap((outcome) -> Meaning.isOfClient(outcome)
				? sendWithoutSecret(client, scopes, outcome) : Mono.just(outcome));
	}

	// Auth0 takes a secret everywhere else, but gives codes to public clients only.
	private Mono<Outcome<DeviceCode>> sendWithoutSecret(ClientCredentials client, Collection<String> scopes,
			Outcome<DeviceCode> refusal) {
		return send(FormBody.of(client, ClientAuthentication.NONE), scopes)
			.map((outcome) -> (outcome instanceof Success<DeviceCode>) ? outcome : refusal);
	}

	private Mono<Outcome<DeviceCode>> send(FormBody form, Collection<String> scopes) {
		if (!scopes.isEmpty()) {
			form.with(this.endpoints.isTwitch() ? "scopes" : "scope", String.join(" ", scopes));
		}
		return this.answers.read(
				this.transport.exchangeRepeatably(form.postTo(this.endpoints.deviceAuthorizationUri()), this.timeout),
				form.secrets(), this.reader::read, Meaning::ofDeviceRequest);
	}

}
