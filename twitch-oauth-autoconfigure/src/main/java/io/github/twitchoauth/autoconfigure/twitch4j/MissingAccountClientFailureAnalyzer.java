package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.twitch4j.TwitchClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/**
 * Tells that a client of an account that is not configured was to be injected, which
 * Spring Boot's own analyzer does not.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingAccountClientFailureAnalyzer
		extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final String ACTION = """
			Correct the name, or configure the account:

			    twitch.oauth.accounts.%1$s.scopes=<its scopes>

			For an account that is made up at run time, inject TwitchClient and call forAccount("%1$s").""";

	private final BeanFactory beanFactory;

	MissingAccountClientFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		ResolvableType type = cause.getResolvableType();
		String account = account(rootFailure);
		if (account == null || type == null || type.resolve() != TwitchClient.class
				|| !this.beanFactory.containsBean(Twitch4jConfiguration.CLIENT_BEAN)) {
			return null;
		}
		return new FailureAnalysis(((description != null) ? description : "A component")
				+ " required the TwitchClient of account '" + account + "', which is not one of twitch.oauth.accounts.",
				ACTION.formatted(account), cause);
	}

	// The innermost injection is the one that failed. The others depend on its bean.
	private static @Nullable String account(@Nullable Throwable failure) {
		if (failure == null) {
			return null;
		}
		String account = account(failure.getCause());
		InjectionPoint point = (failure instanceof UnsatisfiedDependencyException unsatisfied)
				? unsatisfied.getInjectionPoint() : null;
		Qualifier qualifier = (account == null && point != null) ? point.getAnnotation(Qualifier.class) : null;
		return (qualifier != null) ? qualifier.value() : account;
	}

}
