package io.github.twitchoauth.autoconfigure.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;

/**
 * Tells how to have an HTTP client injected that is logged in to Twitch. Spring Boot's
 * own analyzer would say to define one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingTwitchClientFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final Set<String> CLIENTS = Set.of("org.springframework.web.client.RestClient",
			"org.springframework.web.reactive.function.client.WebClient");

	private static final String REST_CLIENTS = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration";

	private static final String DEPENDENCY = """
			Add the dependency that %1$s comes from:

			    org.springframework.boot:spring-boot-starter-restclient

			""";

	private static final String QUALIFIER = """
			Ask for the one that is logged in to Twitch by its qualifier:

			    @Qualifier("twitch") %1$s

			For another one, inject %1$s.Builder and build it, or define a bean.""";

	private final BeanFactory beanFactory;

	MissingTwitchClientFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		ResolvableType resolvable = cause.getResolvableType();
		Class<?> type = (resolvable != null) ? resolvable.resolve() : null;
		if (type == null || !CLIENTS.contains(type.getName()) || !this.beanFactory.containsBean("twitchWebClient")) {
			return null;
		}
		boolean missing = type == RestClient.class && !ClassUtils.isPresent(REST_CLIENTS, null);
		if (!missing && !this.beanFactory.containsBean("twitch" + type.getSimpleName())) {
			return null;
		}
		String action = (missing ? DEPENDENCY : "") + QUALIFIER;
		return new FailureAnalysis(
				((description != null) ? description : "A component") + " required a bean of type '" + type.getName()
						+ "', of which there is none" + (missing ? "." : " without a qualifier."),
				action.formatted(type.getSimpleName()), cause);
	}

}
