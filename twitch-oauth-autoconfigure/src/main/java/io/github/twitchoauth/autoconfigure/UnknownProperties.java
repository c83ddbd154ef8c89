package io.github.twitchoauth.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationContext;

/**
 * Warns of properties that nothing reads. A misspelt {@code expected-login} would have no
 * effect, without a sign of it.
 */
final class UnknownProperties implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("twitch.oauth");

	// Other modules read these properties.
	private static final Set<ConfigurationPropertyName> ELSEWHERE = Set.of(PREFIX.append("mock"), PREFIX.append("page"),
			PREFIX.append("twitch4j"), PREFIX.append("token-store.jdbc"), PREFIX.append("token-store.redis"));

	private final ApplicationContext context;

	UnknownProperties(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Collection<ConfigurationPropertyName> unknown = find();
		if (!unknown.isEmpty()) {
			logger.warn("Properties without effect, perhaps misspelt: " + unknown);
		}
	}

	// Environment variables and system properties are left out: they have spellings that
	// cannot be told from a misspelt one.
	private Collection<ConfigurationPropertyName> find() {
		BoundConfigurationProperties bound = BoundConfigurationProperties.get(this.context);
		Set<ConfigurationPropertyName> unknown = new LinkedHashSet<>();
		UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.context.getEnvironment())) {
			if (bound != null && filter.apply(source) && source instanceof IterableConfigurationPropertySource names) {
				addUnknown(names, bound.getAll().keySet(), unknown);
			}
		}
		return unknown;
	}

	private static void addUnknown(Iterable<ConfigurationPropertyName> names, Set<ConfigurationPropertyName> bound,
			Set<ConfigurationPropertyName> unknown) {
		for (ConfigurationPropertyName name : names) {
			if (PREFIX.isAncestorOf(name) && !isBound(name, bound) && !isReadElsewhere(name)) {
				unknown.add(name);
			}
		}
	}

	// A list takes the place of a longer one in another source, or of one that is written
	// in another way.
	private static boolean isBound(ConfigurationPropertyName name, Set<ConfigurationPropertyName> bound) {
		ConfigurationPropertyName whole = name.isLastElementIndexed() ? name.getParent() : name;
		for (ConfigurationPropertyName other : bound) {
			if (other.equals(whole) || whole.isAncestorOf(other)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isReadElsewhere(ConfigurationPropertyName name) {
		for (ConfigurationPropertyName other : ELSEWHERE) {
			if (other.equals(name) || other.isAncestorOf(name)) {
				return true;
			}
		}
		return false;
	}

}
