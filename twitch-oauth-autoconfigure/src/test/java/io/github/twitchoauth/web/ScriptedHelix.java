package io.github.twitchoauth.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Answers as the script says, and with 200 after that.
 */
final class ScriptedHelix implements ExchangeFunction {

	final List<ClientRequest> requests = new ArrayList<>();

	final List<String> bodies = new ArrayList<>();

	final List<HttpHeaders> headers = new ArrayList<>();

	private final Deque<Mono<ClientResponse>> script = new ArrayDeque<>();

	private boolean waitsForBody = true;

	ScriptedHelix answers(int status, String body, String... headers) {
		ClientResponse.Builder response = ClientResponse.create(HttpStatusCode.valueOf(status)).body(body);
		for (int i = 0; i < headers.length; i += 2) {
			response.header(headers[i], headers[i + 1]);
		}
		return answers(Mono.fromSupplier(response::build));
	}

	ScriptedHelix answers(Mono<ClientResponse> answer) {
		this.script.add(answer);
		return this;
	}

	ScriptedHelix answersBeforeTheBodyIsSent() {
		this.waitsForBody = false;
		return this;
	}

	List<String> tokens() {
		return this.headers.stream().map((sent) -> sent.getFirst("Authorization")).toList();
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		return Mono.defer(() -> {
			this.requests.add(request);
			MockClientHttpRequest wire = new MockClientHttpRequest(request.method(), request.url());
			Mono<String> sent = request.writeTo(wire, ExchangeStrategies.withDefaults())
				.then(Mono.defer(wire::getBodyAsString))
				.doOnNext((body) -> {
					this.bodies.add(body);
					this.headers.add(wire.getHeaders());
				});
			return this.waitsForBody ? sent.then(next()) : next();
		});
	}

	private Mono<ClientResponse> next() {
		return Mono.defer(() -> this.script.isEmpty()
				? Mono.just(ClientResponse.create(HttpStatusCode.valueOf(200)).build()) : this.script.poll());
	}

}
