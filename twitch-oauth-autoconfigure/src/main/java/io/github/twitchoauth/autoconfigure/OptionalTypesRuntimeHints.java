package io.github.twitchoauth.autoconfigure;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Types, methods and fields that are looked for by name. A native image finds none of
 * them without a hint, and would take an anonymous visitor for a user, for example,
 * because Spring Security seemed to be missing.
 */
final class OptionalTypesRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> TYPES = List.of("io.lettuce.core.api.async.BaseRedisAsyncCommands",
			"org.eclipse.jetty.client.HttpClient", "org.eclipse.jetty.client.Request", "org.slf4j.MDC",
			"org.slf4j.spi.LoggingEventBuilder", "org.springframework.security.web.csrf.CsrfToken");

	// They lead to the HTTP client, which must not follow redirects.
	private static final List<String> TYPES_WITH_FIELDS = List.of(
			"org.springframework.http.client.HttpComponentsClientHttpRequestFactory",
			"org.springframework.http.client.InterceptingClientHttpRequest$EndOfChainRequestExecution",
			"org.springframework.http.client.JdkClientHttpRequestFactory",
			"org.springframework.http.client.JettyClientHttpRequestFactory",
			"org.springframework.http.client.ReactorClientHttpRequestFactory",
			"org.springframework.http.client.SimpleClientHttpRequest",
			"org.springframework.http.client.reactive.JdkClientHttpConnector",
			"org.springframework.web.reactive.function.client.ExchangeFunctions$DefaultExchangeFunction");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ReflectionHints reflection = hints.reflection();
		TYPES.forEach((type) -> reflection.registerTypeIfPresent(classLoader, type));
		TYPES_WITH_FIELDS.forEach(
				(type) -> reflection.registerTypeIfPresent(classLoader, type, MemberCategory.ACCESS_DECLARED_FIELDS));
		// Not all JDKs have the methods that are looked for.
		reflection.registerType(Console.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		reflection.registerType(PrintStream.class, MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
