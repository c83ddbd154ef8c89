package io.github.twitchoauth.autoconfigure.web;

import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link ConditionalOnMissingTwitchClient}.
 */
class OnMissingTwitchClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<?> annotation = metadata.getAnnotations().get(ConditionalOnMissingTwitchClient.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnMissingTwitchClient.class);
		String present = find(context.getBeanFactory(), annotation.getClass("type"), annotation.getString("name"));
		return (present != null) ? ConditionOutcome.noMatch(message.found("bean").items(present))
				: ConditionOutcome.match(message.didNotFind("any beans").atAll());
	}

	private static @Nullable String find(@Nullable ConfigurableListableBeanFactory beanFactory, Class<?> type,
			String name) {
		if (beanFactory == null) {
			return null;
		}
		for (String candidate : beanFactory.getBeanNamesForType(type, true, false)) {
			if (isQualified(candidate, name, beanFactory)) {
				return candidate;
			}
		}
		return null;
	}

	private static boolean isQualified(String candidate, String name, ConfigurableListableBeanFactory beanFactory) {
		Predicate<String> qualifier = Set.of(TwitchWebClientAutoConfiguration.QUALIFIER, name)::contains;
		return BeanFactoryAnnotationUtils.isQualifierMatch(qualifier, candidate, beanFactory);
	}

}
