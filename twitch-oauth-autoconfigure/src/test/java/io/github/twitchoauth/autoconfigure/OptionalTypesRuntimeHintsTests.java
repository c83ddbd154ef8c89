package io.github.twitchoauth.autoconfigure;

import java.io.Console;
import java.io.PrintStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OptionalTypesRuntimeHints}.
 */
class OptionalTypesRuntimeHintsTests {

	private static final String CSRF_TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void findRegistrar() {
		assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class).asList())
			.hasAtLeastOneElementOfType(OptionalTypesRuntimeHints.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { CSRF_TOKEN, "org.eclipse.jetty.client.HttpClient", "org.eclipse.jetty.client.Request",
			"io.lettuce.core.api.async.BaseRedisAsyncCommands", "org.slf4j.MDC", "org.slf4j.spi.LoggingEventBuilder" })
	void hintsWhenATypeIsPresentThenANativeImageFindsIt(String type) {
		new OptionalTypesRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type)));
	}

	@Test
	void hintsWhenATypeIsMissingThenLeaveItOut() {
		new OptionalTypesRuntimeHints().registerHints(this.hints, new FilteredClassLoader(CSRF_TOKEN));
		assertThat(this.hints)
			.matches(RuntimeHintsPredicates.reflection().onType(TypeReference.of(CSRF_TOKEN)).negate());
	}

	@Test
	void hintsThenANativeImageAsksTheConsole() {
		new OptionalTypesRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection().onType(Console.class))
			.matches(RuntimeHintsPredicates.reflection().onType(PrintStream.class));
	}

}
