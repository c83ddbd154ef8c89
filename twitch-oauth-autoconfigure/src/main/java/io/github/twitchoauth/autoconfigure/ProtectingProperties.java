package io.github.twitchoauth.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

/**
 * Refuses properties that are set and yet would have no effect, where the application
 * would run with less protection than its configuration says: a variable that is empty,
 * or a map where a value is expected.
 */
final class ProtectingProperties {

	private static final Log logger = LogFactory.getLog(ProtectingProperties.class);

	private final Map<ProtectingProperty, ConfigurationProperty> values = new LinkedHashMap<>();

	private final Map<ProtectingProperty, ConfigurationPropertyName> misplaced = new LinkedHashMap<>();

	ProtectingProperties(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				for (ConfigurationPropertyName name : names) {
					read(name, source);
				}
			}
		}
		PlaceholdersResolver placeholders = new PropertySourcesPlaceholdersResolver(environment);
		for (Map.Entry<ProtectingProperty, ConfigurationProperty> value : this.values.entrySet()) {
			requireText(value.getKey(), resolve(value.getValue().getValue(), placeholders));
		}
		for (Map.Entry<ProtectingProperty, ConfigurationPropertyName> property : this.misplaced.entrySet()) {
			requireValue(property.getKey(), property.getValue());
		}
	}

	private void read(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		ProtectingProperty property = ProtectingProperty.of(name);
		ConfigurationProperty value = (property != null) ? source.getConfigurationProperty(name) : null;
		if (property == null || value == null) {
			return;
		}
		if (property.isValueAt(name)) {
			this.values.putIfAbsent(property, value);
		}
		else {
			this.misplaced.putIfAbsent(property, name);
		}
	}

	private static @Nullable Object resolve(Object value, PlaceholdersResolver placeholders) {
		try {
			return placeholders.resolvePlaceholders(value);
		}
		catch (PlaceholderResolutionException ex) {
			// Binding the properties fails for the same reason, and reports it.
			return value;
		}
	}

	private static void requireText(ProtectingProperty property, @Nullable Object value) {
		if (value != null && StringUtils.hasText(value.toString())) {
			return;
		}
		if (!property.mayBeEmpty()) {
			throw new InvalidTwitchPropertyException(property.toString(), "is set, but empty",
					"Give it a value, or remove it. If a variable stands there, it is that which is empty.");
		}
		if (!property.isList()) {
			logger.warn("The property '" + property + "' is set, but empty: it is taken as not set");
		}
	}

	private void requireValue(ProtectingProperty property, ConfigurationPropertyName misplaced) {
		if (!this.values.containsKey(property)) {
			throw new InvalidTwitchPropertyException(property.toString(),
					"has no value, but there is '" + misplaced + "', which nothing reads",
					property.isList() ? "Set it to one value, to several with commas between them, or to a list."
							: "Set it to one value.");
		}
	}

}
