package io.github.twitchoauth.autoconfigure.twitch4j;

import io.github.twitchoauth.twitch4j.HelixInNativeImageException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to use in a native image, where Helix through twitch4j was to be injected.
 */
final class HelixInNativeImageFailureAnalyzer extends AbstractFailureAnalyzer<HelixInNativeImageException> {

	private static final String ACTION = """
			%s, which works in native images too:

			    MyService(@Qualifier("twitch") WebClient helix) {

			EventSub and chat do not need Helix through twitch4j. Or run the application on a JVM.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HelixInNativeImageException cause) {
		return new FailureAnalysis(cause.getProblem() + ".", ACTION.formatted(cause.getRemedy()), cause);
	}

}
