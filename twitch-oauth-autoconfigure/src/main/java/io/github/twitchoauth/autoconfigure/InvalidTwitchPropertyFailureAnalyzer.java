package io.github.twitchoauth.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property to change, and to what.
 */
final class InvalidTwitchPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTwitchPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTwitchPropertyException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getAction(), cause);
	}

}
