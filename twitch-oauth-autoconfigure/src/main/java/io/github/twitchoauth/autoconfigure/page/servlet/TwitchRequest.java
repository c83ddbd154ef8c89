package io.github.twitchoauth.autoconfigure.page.servlet;

import java.util.function.Supplier;

import io.github.twitchoauth.page.PageSettings;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.WebApplicationContext;

/**
 * Matches requests to the login page, for rules of Spring Security.
 *
 * @since 0.1.0
 */
public final class TwitchRequest {

	private TwitchRequest() {
	}

	/**
	 * Return a matcher for the login page and all that is below it. It matches nothing if
	 * there is no such page.
	 * @return the matcher
	 */
	public static RequestMatcher toPage() {
		return new PageRequestMatcher();
	}

	private static final class PageRequestMatcher extends ApplicationContextRequestMatcher<WebApplicationContext> {

		private RequestMatcher delegate = (request) -> false;

		PageRequestMatcher() {
			super(WebApplicationContext.class);
		}

		@Override
		protected void initialized(Supplier<WebApplicationContext> context) {
			context.get().getBeanProvider(PageSettings.class).ifAvailable((settings) -> {
				String servlet = context.get().getBean(DispatcherServletPath.class).getPrefix();
				this.delegate = PathPatternRequestMatcher.withDefaults().matcher(servlet + settings.path() + "/**");
			});
		}

		@Override
		protected boolean matches(HttpServletRequest request, Supplier<WebApplicationContext> context) {
			return this.delegate.matches(request);
		}

	}

}
