package io.github.twitchoauth.autoconfigure.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches if the application has no client of its own, of the type that the bean method
 * returns, that is qualified with {@code twitch} or with the name of the method.
 */
final class OnMissingTwitchClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Missing Twitch client");
		String present = find(context.getBeanFactory(), (MethodMetadata) metadata);
		return (present != null) ? ConditionOutcome.noMatch(message.found("bean").items(present))
				: ConditionOutcome.match(message.didNotFind("any beans").atAll());
	}

	private static @Nullable String find(@Nullable ConfigurableListableBeanFactory beanFactory, MethodMetadata method) {
		if (beanFactory == null) {
			return null;
		}
		Class<?> type = ClassUtils.resolveClassName(method.getReturnTypeName(), beanFactory.getBeanClassLoader());
		Set<String> qualifiers = Set.of(TwitchWebClientAutoConfiguration.QUALIFIER, method.getMethodName());
		for (String candidate : beanFactory.getBeanNamesForType(type, true, false)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(qualifiers::contains, candidate, beanFactory)) {
				return candidate;
			}
		}
		return null;
	}

}
