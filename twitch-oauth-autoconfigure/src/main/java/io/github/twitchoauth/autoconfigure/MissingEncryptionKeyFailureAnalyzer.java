package io.github.twitchoauth.autoconfigure;

import io.github.twitchoauth.store.MissingEncryptionKeyException;
import io.github.twitchoauth.store.UnusableTokenFileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which key to configure.
 */
final class MissingEncryptionKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingEncryptionKeyException> {

	private static final String ACTION = """
			Add the key with the id %1$s to the list %2$s. The first key of the list \
			encrypts, all of them decrypt. This prints the id of a key:

			    base64 -d <file with the key> | sha256sum | cut -c1-8

			If that key is lost, so are the tokens: remove them from the store and log in anew.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingEncryptionKeyException cause) {
		UnusableTokenFileException file = findCause(rootFailure, UnusableTokenFileException.class);
		String description = cause.getMessage()
				+ ((file != null) ? ". It is in the file '" + file.getFile() + "'." : ".")
				+ "\n\nNothing has been changed in the store.";
		return new FailureAnalysis(description,
				ACTION.formatted(cause.getKeyId(), TokenStorePropertiesMapper.ENCRYPTION_KEY), cause);
	}

}
