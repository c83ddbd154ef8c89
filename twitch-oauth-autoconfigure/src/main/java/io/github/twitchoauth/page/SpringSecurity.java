package io.github.twitchoauth.page;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/**
 * What Spring Security leaves with a request, if it is there.
 */
final class SpringSecurity {

	private static final boolean PRESENT = ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken",
			SpringSecurity.class.getClassLoader());

	private SpringSecurity() {
	}

	static boolean isUser(Principal principal) {
		return !PRESENT || !Anonymous.is(principal);
	}

	static @Nullable HiddenField hiddenField(Object token) {
		return PRESENT ? Csrf.hiddenField(token) : null;
	}

	/**
	 * Loaded with Spring Security only.
	 */
	private static final class Anonymous {

		static boolean is(Principal principal) {
			return principal instanceof AnonymousAuthenticationToken;
		}

	}

	/**
	 * Loaded with Spring Security only.
	 */
	private static final class Csrf {

		static @Nullable HiddenField hiddenField(Object token) {
			if (token instanceof CsrfToken servlet) {
				return new HiddenField(servlet.getParameterName(), servlet.getToken());
			}
			if (token instanceof org.springframework.security.web.server.csrf.CsrfToken reactive) {
				return new HiddenField(reactive.getParameterName(), reactive.getToken());
			}
			return null;
		}

	}

}
