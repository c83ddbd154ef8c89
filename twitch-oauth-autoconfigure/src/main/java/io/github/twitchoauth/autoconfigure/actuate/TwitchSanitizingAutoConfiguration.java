package io.github.twitchoauth.autoconfigure.actuate;

import io.github.twitchoauth.autoconfigure.SecretProperties;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration that keeps secrets out of the {@code env} and {@code configprops}
 * endpoints, also when these show values, under whatever name they are there.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class TwitchSanitizingAutoConfiguration {

	@Bean
	SanitizingFunction twitchSanitizingFunction(ConfigurableEnvironment environment) {
		return SanitizingFunction.sanitizeValue()
			.ifKeyMatches(SecretProperties::isSecret)
			.ifValueStringMatches(new SecretValues(environment)::occurIn);
	}

}
