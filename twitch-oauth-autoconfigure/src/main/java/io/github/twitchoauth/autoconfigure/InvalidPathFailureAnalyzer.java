package io.github.twitchoauth.autoconfigure;

import java.nio.file.InvalidPathException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells that it is the locale in which a path cannot be expressed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidPathFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName FILE_PATH = ConfigurationPropertyName
		.of(TokenStorePropertiesMapper.FILE_PATH);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!FILE_PATH.equals(cause.getName()) || findCause(cause, InvalidPathException.class) == null) {
			return null;
		}
		return new FailureAnalysis("The property '" + FILE_PATH + "' " + TokenStorePropertiesMapper.BEYOND_LOCALE + ".",
				TokenStorePropertiesMapper.LOCALE_ACTION, cause);
	}

}
