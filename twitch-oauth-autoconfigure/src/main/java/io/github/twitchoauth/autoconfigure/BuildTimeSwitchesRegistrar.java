package io.github.twitchoauth.autoconfigure;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Notes the values of the properties that decide which beans there are. Runs when the
 * application is processed ahead of time, and not again when such an application starts.
 */
final class BuildTimeSwitchesRegistrar implements ImportBeanDefinitionRegistrar {

	private static final Map<String, Boolean> DEFAULTS = Map.of("twitch.oauth.enabled", true,
			"twitch.oauth.mock.enabled", false, "twitch.oauth.page.enabled", false, "twitch.oauth.twitch4j.enabled",
			true);

	private final Environment environment;

	BuildTimeSwitchesRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
		Map<String, Boolean> values = new TreeMap<>();
		DEFAULTS.forEach(
				(name, byDefault) -> values.put(name, this.environment.getProperty(name, Boolean.class, byDefault)));
		registry.registerBeanDefinition("twitchBuildTimeSwitches",
				BeanDefinitionBuilder.rootBeanDefinition(BuildTimeSwitches.class)
					.addConstructorArgValue(values)
					.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)
					.getBeanDefinition());
	}

}
