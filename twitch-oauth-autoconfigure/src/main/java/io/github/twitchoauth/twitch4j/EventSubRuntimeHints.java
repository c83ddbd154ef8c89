package io.github.twitchoauth.twitch4j;

import java.lang.reflect.Type;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets a native image read EventSub's events. Which of them listeners ask for is found
 * out when the application runs, so all are registered.
 *
 * @since 0.1.0
 */
public final class EventSubRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/twitchoauth/twitch4j/eventsub-types.txt");
		Type[] events = EventSubTypes.ofAllEvents()
			.stream()
			.map(EventSubType::eventClass)
			.filter(Objects::nonNull)
			.toArray(Type[]::new);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), events);
	}

}
