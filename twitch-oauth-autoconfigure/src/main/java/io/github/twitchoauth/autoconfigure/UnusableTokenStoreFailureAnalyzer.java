package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.UnusableTokenStoreException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do with the database that is to keep tokens.
 */
final class UnusableTokenStoreFailureAnalyzer extends AbstractFailureAnalyzer<UnusableTokenStoreException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableTokenStoreException cause) {
		return new FailureAnalysis(cause.getProblem() + ".", cause.getRemedy() + ".", cause);
	}

}
