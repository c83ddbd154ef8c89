package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.UnusableTokenFileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do with the token file.
 */
final class UnusableTokenFileFailureAnalyzer extends AbstractFailureAnalyzer<UnusableTokenFileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableTokenFileException cause) {
		String description = "Twitch tokens are to be kept in the file '" + cause.getFile() + "', which "
				+ cause.getProblem() + ".\n\nThe file has been left as it was.";
		return new FailureAnalysis(description, cause.getRemedy() + ", or name another file:\n\n    "
				+ TokenStorePropertiesMapper.FILE_PATH + "=<path of a file>", cause);
	}

}
