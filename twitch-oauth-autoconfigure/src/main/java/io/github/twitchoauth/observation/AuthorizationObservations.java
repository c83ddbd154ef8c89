package io.github.twitchoauth.observation;

import java.util.function.Function;
import java.util.function.Supplier;

import io.github.twitchoauth.TwitchOAuthException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Observes what becomes of accounts. Without a registry, nothing is observed.
 *
 * @param registry takes the observations
 * @param login describes logins, or {@code null} for the default
 * @param refresh describes refreshes, or {@code null} for the default
 * @param store describes calls of the store, or {@code null} for the default
 * @param validation describes validations, or {@code null} for the default
 * @since 0.1.0
 */
public record AuthorizationObservations(ObservationRegistry registry, @Nullable LoginObservationConvention login,
		@Nullable RefreshObservationConvention refresh, @Nullable StoreObservationConvention store,
		@Nullable ValidationObservationConvention validation) {

	/**
	 * Observes nothing.
	 */
	public static final AuthorizationObservations NOOP = new AuthorizationObservations(ObservationRegistry.NOOP, null,
			null, null, null);

	// Where Spring's clients look for the observation that theirs is a part of.
	private static final String CONTEXT_KEY = "micrometer.observation";

	private static final LoginObservationConvention LOGIN = new DefaultLoginObservationConvention();

	private static final RefreshObservationConvention REFRESH = new DefaultRefreshObservationConvention();

	private static final StoreObservationConvention STORE = new DefaultStoreObservationConvention();

	private static final ValidationObservationConvention VALIDATION = new DefaultValidationObservationConvention();

	/**
	 * Observe a login.
	 * @param <T> the type of its result
	 * @param account the account
	 * @param steps the login
	 * @return the same, observed
	 */
	public <T> Mono<T> ofLogin(String account, Mono<T> steps) {
		// Ten thousand may be waiting.
		return this.registry.isNoop() ? steps : observed(steps, (result) -> ObservedOutcome.SUCCESS,
				() -> new LoginObservationContext(account),
				(context) -> TwitchObservation.LOGIN.observation(this.login, LOGIN, () -> context, this.registry));
	}

	/**
	 * Observe a validation.
	 * @param <T> the type of its result
	 * @param account the account
	 * @param request the validation
	 * @param outcome tells what came of it
	 * @return the same, observed
	 */
	public <T> Mono<T> ofValidation(String account, Mono<T> request, Function<T, ObservedOutcome> outcome) {
		return observed(request, outcome, () -> new ValidationObservationContext(account),
				(context) -> TwitchObservation.VALIDATION.observation(this.validation, VALIDATION, () -> context,
						this.registry));
	}

	private static <T, C extends TwitchObservationContext> Mono<T> observed(Mono<T> steps,
			Function<T, ObservedOutcome> outcome, Supplier<C> contexts, Function<C, Observation> observations) {
		return Mono.deferContextual((view) -> {
			C context = contexts.get();
			Observation observation = observations.apply(context)
				.parentObservation(view.getOrDefault(CONTEXT_KEY, null))
				.start();
			return steps.doOnNext((result) -> context.setOutcome(outcome.apply(result)))
				.doOnError((error) -> fail(observation, context, ObservedOutcome.of(error), error))
				.doOnCancel(() -> context.setOutcome(ObservedOutcome.CANCELED))
				.doFinally((signal) -> observation.stop())
				.contextWrite(Context.of(CONTEXT_KEY, observation));
		});
	}

	/**
	 * Observe a refresh. Blocks as long as the refresh does.
	 * @param <T> the type of its result
	 * @param account the account
	 * @param refresh the refresh
	 * @param outcome tells what came of it
	 * @return the result
	 */
	public <T> T ofRefresh(String account, Supplier<T> refresh, Function<T, ObservedOutcome> outcome) {
		RefreshObservationContext context = new RefreshObservationContext(account);
		return observed(TwitchObservation.REFRESH.observation(this.refresh, REFRESH, () -> context, this.registry),
				context, ObservedOutcome.ERROR, () -> {
					T result = refresh.get();
					context.setOutcome(outcome.apply(result));
					return result;
				});
	}

	/**
	 * Observe a call of the store. Blocks as long as the call does.
	 * @param <T> the type of its result
	 * @param account the name under which the store keeps the account
	 * @param operation what the store is to do
	 * @param call the call
	 * @return the result
	 */
	public <T extends @Nullable Object> T ofStore(String account, StoreOperation operation, Supplier<T> call) {
		StoreObservationContext context = new StoreObservationContext(account, operation);
		return observed(TwitchObservation.STORE.observation(this.store, STORE, () -> context, this.registry), context,
				ObservedOutcome.STORE_FAILED, call);
	}

	private static <T extends @Nullable Object> T observed(Observation observation, TwitchObservationContext context,
			ObservedOutcome unknownFailure, Supplier<T> call) {
		Observation.Scope scope = observation.start().openScope();
		try {
			return call.get();
		}
		catch (Throwable ex) {
			fail(observation, context, (ex instanceof TwitchOAuthException) ? ObservedOutcome.of(ex) : unknownFailure,
					ex);
			throw ex;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	// A span shows the messages of an error and of its causes, and those of a database
	// may quote a token.
	private static void fail(Observation observation, TwitchObservationContext context, ObservedOutcome outcome,
			Throwable error) {
		context.setOutcome(outcome);
		boolean safe = error instanceof TwitchOAuthException && error.getCause() == null;
		observation.error(safe ? error : new TwitchOAuthException((error instanceof TwitchOAuthException)
				? String.valueOf(error.getMessage()) : error.getClass().getName()));
	}

}
