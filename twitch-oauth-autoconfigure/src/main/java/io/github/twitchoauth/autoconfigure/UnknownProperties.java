package io.github.twitchoauth.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
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

	private static final List<ConfigurationPropertyName> PREFIXES = names("twitch.oauth", "management.endpoint.twitch",
			"management.health.twitch");

	// Conditions read these properties, for which no class has a field.
	private static final List<ConfigurationPropertyName> CONDITIONS = names("twitch.oauth.mock.enabled",
			"management.endpoint.twitch.access", "management.endpoint.twitch.cache.time-to-live",
			"management.health.twitch.enabled");

	private final ApplicationContext context;

	UnknownProperties(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Collection<ConfigurationPropertyName> unknown = find(bind());
		if (!unknown.isEmpty()) {
			logger.warn("Properties without effect, perhaps misspelt: " + unknown);
		}
	}

	// Where beans are lazy, these have not been created yet. Spring Boot begins their
	// names with the prefix.
	private Map<ConfigurationPropertyName, ConfigurationProperty> bind() {
		for (String bean : this.context.getBeanDefinitionNames()) {
			if (PREFIXES.stream().anyMatch((prefix) -> bean.startsWith(prefix.toString()))) {
				this.context.getBean(bean);
			}
		}
		BoundConfigurationProperties bound = BoundConfigurationProperties.get(this.context);
		return (bound != null) ? bound.getAll() : Map.of();
	}

	// Environment variables and system properties are left out: they have spellings that
	// cannot be told from a misspelt one.
	private Collection<ConfigurationPropertyName> find(Map<ConfigurationPropertyName, ConfigurationProperty> bound) {
		Set<ConfigurationPropertyName> unknown = new LinkedHashSet<>();
		UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.context.getEnvironment())) {
			if (filter.apply(source) && source instanceof IterableConfigurationPropertySource names) {
				names.stream()
					.filter((name) -> isOurs(name) && !isRead(name, bound) && !isReplaced(name, source, bound))
					.forEach(unknown::add);
			}
		}
		return unknown;
	}

	private static boolean isOurs(ConfigurationPropertyName name) {
		return PREFIXES.stream().anyMatch((prefix) -> prefix.equals(name) || prefix.isAncestorOf(name));
	}

	// A list can be bound as a whole, or element by element.
	private static boolean isRead(ConfigurationPropertyName name,
			Map<ConfigurationPropertyName, ConfigurationProperty> bound) {
		ConfigurationPropertyName whole = name.isLastElementIndexed() ? name.getParent() : name;
		return CONDITIONS.contains(name)
				|| bound.keySet().stream().anyMatch((other) -> other.equals(whole) || whole.isAncestorOf(other));
	}

	// A list takes the place of one in another source, whatever else that has.
	private static boolean isReplaced(ConfigurationPropertyName name, ConfigurationPropertySource source,
			Map<ConfigurationPropertyName, ConfigurationProperty> bound) {
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			if (name.isNumericIndex(i)) {
				ConfigurationPropertyName list = name.chop(i);
				List<Object> sources = bound.values()
					.stream()
					.filter((property) -> list.isAncestorOf(property.getName()))
					.map(UnknownProperties::source)
					.toList();
				return !sources.isEmpty() && !sources.contains(source.getUnderlyingSource());
			}
		}
		return false;
	}

	// Each binder has adapters of its own around the sources.
	private static Object source(ConfigurationProperty property) {
		ConfigurationPropertySource source = property.getSource();
		return (source != null && source.getUnderlyingSource() != null) ? source.getUnderlyingSource() : property;
	}

	private static List<ConfigurationPropertyName> names(String... names) {
		return Stream.of(names).map(ConfigurationPropertyName::of).toList();
	}

}
