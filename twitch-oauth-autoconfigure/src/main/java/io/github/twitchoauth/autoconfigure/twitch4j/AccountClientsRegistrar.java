package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.autoconfigure.BuildTimeSwitches;
import io.github.twitchoauth.twitch4j.TwitchClient;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a {@link TwitchClient} for each configured account, qualified by its name.
 */
final class AccountClientsRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	AccountClientsRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		BuildTimeSwitches.accounts(this.environment)
			.forEach((account) -> registry.registerBeanDefinition(Twitch4jConfiguration.CLIENT_BEAN + "." + account,
					definition(account)));
	}

	// Ahead-of-time processing supports factory methods, but no suppliers.
	private static RootBeanDefinition definition(String account) {
		RootBeanDefinition definition = new RootBeanDefinition(TwitchClient.class);
		definition.setFactoryBeanName(Twitch4jConfiguration.CLIENT_BEAN);
		definition.setFactoryMethodName("forAccount");
		definition.getConstructorArgumentValues().addGenericArgumentValue(account);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, account));
		definition.setDefaultCandidate(false);
		return definition;
	}

}
