package io.github.twitchoauth.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells where to get a client id.
 */
final class MissingClientIdFailureAnalyzer extends AbstractFailureAnalyzer<MissingClientIdException> {

	private static final String ACTION = """
			Register an application at https://dev.twitch.tv/console/apps/create (any name, OAuth redirect URL \
			http://localhost, client type Public) and put its client id into your configuration:

			    twitch.oauth.client-id=<the client id>

			Choose the client type "Public": it can keep its login alive without a client secret. A \
			"Confidential" client needs twitch.oauth.client-secret for that, and its type cannot be changed later.

			To run without logging in to Twitch, in tests for example, set twitch.oauth.enabled=false.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingClientIdException cause) {
		return new FailureAnalysis(
				"Login to Twitch is on the class path, but has no client id. " + cause.getMessage() + ".", ACTION,
				cause);
	}

}
