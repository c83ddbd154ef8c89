package io.github.twitchoauth.autoconfigure.twitch4j;

import java.util.Set;

import javax.lang.model.element.Modifier;

import io.github.twitchoauth.autoconfigure.BuildTimeSwitches;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.CodeBlock;
import org.springframework.javapoet.MethodSpec;

/**
 * Notes which accounts have a client, and lets an application that was processed ahead of
 * time compare them with those that are configured when it starts.
 */
final class AccountClientsAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(Twitch4jConfiguration.CLIENT_BEAN)) {
			return null;
		}
		Set<String> accounts = BuildTimeSwitches
			.accounts(beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
		return (generation,
				code) -> code.addInitializer(code.getMethods()
					.add("requireTwitchAccounts", (method) -> generate(method, accounts))
					.toMethodReference());
	}

	private static void generate(MethodSpec.Builder method, Set<String> accounts) {
		CodeBlock names = accounts.stream().map((name) -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
		method.addJavadoc("Refuse accounts of Twitch that have no client, and clients that have no account.")
			.addModifiers(Modifier.PRIVATE)
			.addParameter(Environment.class, "environment")
			.addStatement("$T.requireAccounts($T.of($L), environment)", BuildTimeSwitches.class, Set.class, names);
	}

}
