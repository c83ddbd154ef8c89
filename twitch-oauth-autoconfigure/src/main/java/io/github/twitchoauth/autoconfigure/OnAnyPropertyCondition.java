package io.github.twitchoauth.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Checks whether any property is set below a prefix.
 *
 * @see ConditionalOnAnyProperty
 */
final class OnAnyPropertyCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String value = metadata.getAnnotations().get(ConditionalOnAnyProperty.class).getString("value");
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(value);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(prefix) != ConfigurationPropertyState.ABSENT) {
				return ConditionOutcome.match(message(prefix).because("there may be one"));
			}
		}
		return ConditionOutcome.noMatch(message(prefix).because("there is none"));
	}

	private static ConditionMessage.Builder message(ConfigurationPropertyName prefix) {
		return ConditionMessage.forCondition("Any property below '" + prefix + "'");
	}

}
