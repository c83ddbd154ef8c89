package io.github.twitchoauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.twitchoauth.endpoint.AwakeDelay;
import io.github.twitchoauth.endpoint.Outcome;
import io.github.twitchoauth.endpoint.Outcome.Success;
import io.github.twitchoauth.endpoint.Outcome.Undetermined;
import io.github.twitchoauth.endpoint.TokenResponse;
import io.github.twitchoauth.lifecycle.AuthorizationLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The answers to the polls of one login. An exchange goes on when its answer is late: the
 * server may have used up the code for it, and then it brings the only token.
 */
final class PollAnswers implements Disposable {

	private final Duration requestTimeout;

	private final AuthorizationLifecycle lifecycle;

	private final List<Exchange> late = new CopyOnWriteArrayList<>();

	private final Disposable.Swap current = Disposables.swap();

	private volatile boolean tokenMayBeLost;

	PollAnswers(Duration requestTimeout, AuthorizationLifecycle lifecycle) {
		this.requestTimeout = requestTimeout;
		this.lifecycle = lifecycle;
	}

	/**
	 * Poll once.
	 * @param poll sends the request, and calls its argument when it is sent: a request
	 * that waits for a connection is not unanswered
	 * @return the answer, or that there is none yet
	 */
	Mono<Outcome<TokenResponse>> of(Function<Runnable, Mono<Outcome<TokenResponse>>> poll) {
		return Mono.deferContextual((context) -> {
			Sinks.Empty<Void> sent = Sinks.empty();
			Exchange exchange = new Exchange(
					this.lifecycle.answerBeforeClose(poll.apply(sent::tryEmitEmpty)).contextWrite(context));
			this.current.replace(exchange);
			return exchange.answer()
				.timeout(sent.asMono().then(AwakeDelay.of(this.requestTimeout)),
						Mono.fromSupplier(() -> late(exchange)))
				.doOnTerminate(() -> this.current.replace(Disposables.disposed()));
		});
	}

	// A proxy that lost the server's answer gives one of its own, but rarely: believe the
	// No that follows. Bytes that are no HTTP are no answer, because most HTTP clients
	// report them in the same way as a connection that has broken.
	private void note(Outcome<TokenResponse> outcome) {
		if (outcome instanceof Undetermined<?> unknown && unknown.mayHaveActed() && !unknown.isAnswered()) {
			this.tokenMayBeLost = true;
		}
	}

	/**
	 * Return whether an exchange has ended without an answer, which may have been the
	 * token.
	 * @return whether one has
	 */
	boolean mayHaveLostToken() {
		return this.tokenMayBeLost;
	}

	/**
	 * Forget exchanges that have ended without an answer, because the code is not used
	 * up.
	 */
	void forgetLoss() {
		this.tokenMayBeLost = false;
	}

	private Outcome<TokenResponse> late(Exchange exchange) {
		this.late.add(exchange);
		return new Undetermined<>("did not answer within " + this.requestTimeout.toMillis() + " ms", null, null);
	}

	boolean isAnyLate() {
		return !this.late.isEmpty();
	}

	/**
	 * Wait for the token that a late answer may bring.
	 * @return the token, or empty when all exchanges have ended without one
	 */
	Mono<TokenResponse> lateToken() {
		return Flux.merge(this.late.stream().map(this::lateToken).toList()).next();
	}

	// An exchange that brought a token is kept, because its subscriber may have been
	// cancelled at this moment, and the next one must find the token.
	private Mono<TokenResponse> lateToken(Exchange exchange) {
		return exchange.token().switchIfEmpty(Mono.fromRunnable(() -> this.late.remove(exchange)));
	}

	/**
	 * Wait for the answers to all exchanges that are under way.
	 * @return completes when they have ended without a token, and never if one has
	 * brought it
	 */
	Mono<Void> whenWithoutToken() {
		return Mono.defer(() -> Flux.merge(underWay().map((exchange) -> exchange.token().onErrorComplete()).toList())
			.next()
			.flatMap((token) -> Mono.never()));
	}

	private Stream<Exchange> underWay() {
		Stream<Exchange> inTime = (this.current.get() instanceof Exchange exchange) ? Stream.of(exchange)
				: Stream.empty();
		return Stream.concat(inTime, this.late.stream());
	}

	@Override
	public void dispose() {
		this.current.dispose();
		this.late.forEach(Disposable::dispose);
	}

	private final class Exchange implements Disposable {

		private final Sinks.One<Outcome<TokenResponse>> answer = Sinks.one();

		private final Disposable subscription;

		Exchange(Mono<Outcome<TokenResponse>> poll) {
			this.subscription = poll.doOnNext(PollAnswers.this::note)
				.subscribe(this.answer::tryEmitValue, this.answer::tryEmitError);
		}

		Mono<Outcome<TokenResponse>> answer() {
			return this.answer.asMono();
		}

		Mono<TokenResponse> token() {
			return answer()
				.mapNotNull((outcome) -> (outcome instanceof Success<TokenResponse> success) ? success.value() : null);
		}

		@Override
		public void dispose() {
			this.subscription.dispose();
		}

	}

}
