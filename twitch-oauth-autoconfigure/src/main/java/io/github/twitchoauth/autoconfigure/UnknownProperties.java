package io.github.twitchoauth.autoconfigure;

import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Warns of properties that nothing reads. A misspelt {@code expected-login} would protect
 * nobody, and nobody would notice.
 */
final class UnknownProperties implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("twitch.oauth");

	// What other modules read.
	private static final Set<ConfigurationPropertyName> ELSEWHERE = Set.of(PREFIX.append("mock"),
			PREFIX.append("twitch4j"));

	private final Environment environment;

	UnknownProperties(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<ConfigurationPropertyName> unknown = find();
		if (!unknown.isEmpty()) {
			logger.warn("Properties without effect, perhaps misspelt: " + unknown);
		}
	}

	// Environment variables and system properties are left out: they have spellings that
	// cannot be told from a misspelt one.
	private List<ConfigurationPropertyName> find() {
		try {
			Binder.get(this.environment)
				.bind(PREFIX, Bindable.of(TwitchOAuthProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
			return List.of();
		}
		catch (BindException ex) {
			return (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound)
					? unbound.getUnboundProperties()
						.stream()
						.map(ConfigurationProperty::getName)
						.filter((name) -> ELSEWHERE.stream().noneMatch((other) -> isAtOrBelow(other, name)))
						.toList()
					: List.of();
		}
	}

	private static boolean isAtOrBelow(ConfigurationPropertyName other, ConfigurationPropertyName name) {
		return other.equals(name) || other.isAncestorOf(name);
	}

}
