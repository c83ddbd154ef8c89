package io.github.twitchoauth.endpoint;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.endpoint.Outcome.Rejected;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import reactor.core.publisher.Mono;

/**
 * Reads the answers of one authorization server. Its name is in what is not a success.
 */
final class IdAnswers {

	private final AnswerReader reader;

	private final String serverName;

	IdAnswers(AnswerReader reader, String serverName) {
		this.reader = reader;
		this.serverName = serverName;
	}

	<T> Mono<Outcome<T>> read(Mono<Outcome<HttpAnswer>> exchange, Collection<String> secrets,
			Function<JsonBody, Outcome<T>> onSuccess, Predicate<Rejected<T>> meaningful) {
		return read(exchange, (answer) -> this.reader.read(answer, secrets, onSuccess, meaningful));
	}

	Mono<Outcome<Boolean>> readRevocation(Mono<Outcome<HttpAnswer>> exchange, Collection<String> secrets,
			Predicate<Rejected<Boolean>> meaningful) {
		return read(exchange, (answer) -> this.reader.readRevocation(answer, secrets, meaningful));
	}

	private <T> Mono<Outcome<T>> read(Mono<Outcome<HttpAnswer>> exchange, Function<HttpAnswer, Outcome<T>> reader) {
		return exchange.map((outcome) -> outcome.fold((answer) -> named(reader.apply(answer)), this::by, this::by));
	}

	private <T> Outcome<T> named(Outcome<T> outcome) {
		return outcome.fold((value) -> outcome, this::by, this::by);
	}

	private <T> Outcome<T> by(Rejected<?> refusal) {
		return refusal.by(this.serverName);
	}

	private <T> Outcome<T> by(Undetermined<?> unknown) {
		return unknown.by(this.serverName);
	}

	<T> Mono<T> noEndpoint(String property) {
		return Mono.error(new ClientConfigurationException(
				"The authorization server has no such endpoint. Set twitch.oauth.provider." + property));
	}

}
