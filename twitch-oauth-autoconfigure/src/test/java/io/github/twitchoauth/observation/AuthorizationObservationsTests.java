package io.github.twitchoauth.observation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.twitchoauth.AuthorizationDeniedException;
import io.github.twitchoauth.AuthorizationRequiredException;
import io.github.twitchoauth.ClientConfigurationException;
import io.github.twitchoauth.DeviceCodeExpiredException;
import io.github.twitchoauth.LoginCanceledException;
import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchUnavailableException;
import io.github.twitchoauth.UnexpectedAccountException;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizationObservations}.
 */
class AuthorizationObservationsTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final AuthorizationObservations observations = new AuthorizationObservations(this.registry, null, null,
			null, null);

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new AuthorizationDeniedException("no"), "DENIED"),
				Arguments.of(new DeviceCodeExpiredException("late"), "EXPIRED"),
				Arguments.of(new LoginCanceledException("canceled"), "CANCELED"),
				Arguments.of(new UnexpectedAccountException("who"), "UNEXPECTED_ACCOUNT"),
				Arguments.of(new ClientConfigurationException("secret"), "MISCONFIGURED"),
				Arguments.of(new TwitchUnavailableException("down"), "UNAVAILABLE"),
				Arguments.of(new TokenStoreException("full"), "STORE_FAILED"),
				Arguments.of(new AuthorizationRequiredException("dead"), "LOGIN_REQUIRED"),
				Arguments.of(new IllegalStateException("bug"), "ERROR"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void ofLoginWhenItFailsThenTheOutcomeSaysWhy(RuntimeException error, String outcome) {
		StepVerifier.create(this.observations.ofLogin("bot", Mono.error(error)))
			.expectErrorMatches(error::equals)
			.verify(LIMIT);
		assertObserved("twitch.oauth.login", outcome).hasError();
	}

	@Test
	void ofLoginWhenItSucceedsThenTheAccountIsOfHighCardinality() {
		StepVerifier.create(this.observations.ofLogin("bot", Mono.just("token")))
			.expectNext("token")
			.expectComplete()
			.verify(LIMIT);
		assertObserved("twitch.oauth.login", "SUCCESS").hasHighCardinalityKeyValue("twitch.account", "bot")
			.doesNotHaveLowCardinalityKeyValueWithKey("twitch.account")
			.doesNotHaveError();
	}

	@Test
	void ofLoginWhenItIsCancelledThenIsCanceled() {
		StepVerifier.create(this.observations.ofLogin("bot", Mono.never())).thenCancel().verify(LIMIT);
		assertObserved("twitch.oauth.login", "CANCELED");
	}

	@Test
	void ofLoginWhenRequestsAreMadeThenTheyFindTheObservation() {
		Mono<Observation> found = Mono.deferContextual((view) -> Mono.just(view.get("micrometer.observation")));
		StepVerifier.create(this.observations.ofLogin("bot", found))
			.expectNextMatches((observation) -> observation.getContext() instanceof LoginObservationContext)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void ofValidationWhenTokenIsDeadThenTheOutcomeIsNoError() {
		StepVerifier
			.create(this.observations.ofValidation("bot", Mono.just("dead"),
					(result) -> ObservedOutcome.LOGIN_REQUIRED))
			.expectNext("dead")
			.expectComplete()
			.verify(LIMIT);
		assertObserved("twitch.oauth.validation", "LOGIN_REQUIRED").doesNotHaveError();
	}

	@Test
	void ofRefreshWhenItFailsThenPassesTheErrorOn() {
		assertThatExceptionOfType(TwitchUnavailableException.class)
			.isThrownBy(() -> this.observations.ofRefresh("bot", () -> {
				throw new TwitchUnavailableException("down");
			}, (result) -> ObservedOutcome.SUCCESS));
		assertObserved("twitch.oauth.refresh", "UNAVAILABLE");
	}

	@Test
	void ofStoreWhenTheDatabaseQuotesATokenThenTheErrorDoesNotShowIt() {
		IllegalStateException quoting = new IllegalStateException("Failing row contains (at-secret)");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.observations.ofStore("bot", StoreOperation.UPDATE, () -> {
				throw quoting;
			}));
		assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> this.observations.ofRefresh("bot", () -> {
			throw new TokenStoreException("full", quoting);
		}, (result) -> ObservedOutcome.SUCCESS));
		assertObserved("twitch.oauth.store", "STORE_FAILED").satisfies((context) -> assertShowsNoSecret(context));
		assertObserved("twitch.oauth.refresh", "STORE_FAILED").satisfies((context) -> assertShowsNoSecret(context));
	}

	private static void assertShowsNoSecret(Observation.ContextView context) {
		StringWriter text = new StringWriter();
		Objects.requireNonNull(context.getError()).printStackTrace(new PrintWriter(text));
		assertThat(text.toString()).contains("TwitchOAuthException").doesNotContain("at-secret");
	}

	@Test
	void ofStoreWhenCalledThenNamesTheOperation() {
		assertThat(this.observations.<String>ofStore("bot", StoreOperation.FIND, () -> "token")).isEqualTo("token");
		assertObserved("twitch.oauth.store", "SUCCESS").hasLowCardinalityKeyValue("operation", "FIND")
			.hasContextualNameEqualTo("twitch token store find");
	}

	@Test
	void ofLoginWhenThereIsAConventionThenUsesIt() {
		LoginObservationConvention own = new LoginObservationConvention() {

			@Override
			public String getName() {
				return "my.login";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(LoginObservationContext context) {
				return KeyValues.of("result", context.getOutcome().name() + " of " + context.getAccount());
			}

		};
		new AuthorizationObservations(this.registry, own, null, null, null).ofLogin("bot", Mono.just("token"))
			.block(LIMIT);
		assertThat(this.registry).hasObservationWithNameEqualTo("my.login")
			.that()
			.hasLowCardinalityKeyValue("result", "SUCCESS of bot");
	}

	@Test
	void ofLoginWhenThereIsNoRegistryThenObservesNothing() {
		Mono<String> login = Mono.just("token");
		assertThat(AuthorizationObservations.NOOP.ofLogin("bot", login)).isSameAs(login);
		assertThat(AuthorizationObservations.NOOP.registry()).isSameAs(ObservationRegistry.NOOP);
	}

	@Test
	void documentationWhenReadThenNamesTheDefaults() {
		assertThat(TwitchObservation.values()).allSatisfy((observation) -> {
			assertThat(observation.getDefaultConvention()).isNotNull();
			assertThat(observation.getHighCardinalityKeyNames()).hasSize(1);
		});
	}

	private ObservationContextAssert<?> assertObserved(String name, String outcome) {
		return assertThat(this.registry).hasObservationWithNameEqualTo(name)
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", outcome);
	}

}
