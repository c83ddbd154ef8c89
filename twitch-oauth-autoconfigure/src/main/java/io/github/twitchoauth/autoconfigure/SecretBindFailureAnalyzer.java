package io.github.twitchoauth.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells which secret cannot be bound, without quoting it. Spring Boot's own analyzers
 * would.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final String ACTION = """
			Write it as one value. Several keys for encryption are separated by commas, or numbered \
			from [0] on without a gap.""";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		UnboundConfigurationPropertiesException unbound = findCause(cause,
				UnboundConfigurationPropertiesException.class);
		ConfigurationProperty bound = cause.getProperty();
		Collection<ConfigurationProperty> properties = (unbound != null) ? unbound.getUnboundProperties()
				: (bound != null) ? List.of(bound) : List.of();
		boolean secret = Stream
			.concat(Stream.of(cause.getName()), properties.stream().map(ConfigurationProperty::getName))
			.anyMatch((name) -> SecretProperties.isSecret(name.toString()));
		return secret ? analysis(cause, properties) : null;
	}

	private static FailureAnalysis analysis(BindException cause, Collection<ConfigurationProperty> properties) {
		String places = properties.stream().map(SecretBindFailureAnalyzer::place).collect(Collectors.joining());
		return new FailureAnalysis(
				"The property '" + cause.getName() + "' is written in a way that cannot be read." + places, ACTION,
				cause);
	}

	private static String place(ConfigurationProperty property) {
		return "\n\n    Property: " + property.getName() + "\n    Origin: " + property.getOrigin();
	}

}
