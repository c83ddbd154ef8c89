package io.github.twitchoauth.autoconfigure.page.reactive;

import java.util.function.Supplier;

import io.github.twitchoauth.page.PageSettings;
import reactor.core.publisher.Mono;

import org.springframework.boot.security.web.reactive.ApplicationContextServerWebExchangeMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;

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
	public static ServerWebExchangeMatcher toPage() {
		return new PageExchangeMatcher();
	}

	private static final class PageExchangeMatcher
			extends ApplicationContextServerWebExchangeMatcher<ApplicationContext> {

		private ServerWebExchangeMatcher delegate = (exchange) -> ServerWebExchangeMatcher.MatchResult.notMatch();

		PageExchangeMatcher() {
			super(ApplicationContext.class);
		}

		@Override
		protected void initialized(Supplier<ApplicationContext> context) {
			context.get()
				.getBeanProvider(PageSettings.class)
				.ifAvailable((settings) -> this.delegate = new PathPatternParserServerWebExchangeMatcher(
						settings.path() + "/**"));
		}

		@Override
		protected Mono<MatchResult> matches(ServerWebExchange exchange, Supplier<ApplicationContext> context) {
			return this.delegate.matches(exchange);
		}

	}

}
