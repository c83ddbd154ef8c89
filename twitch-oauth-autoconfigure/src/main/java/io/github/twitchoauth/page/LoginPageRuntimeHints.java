package io.github.twitchoauth.page;

import io.github.twitchoauth.AccountList;
import io.github.twitchoauth.AccountStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tells a native image of the files of the page and of the types in its JSON.
 */
public final class LoginPageRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/twitchoauth/page/*");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), AccountStatus.class,
				AccountList.class);
	}

}
