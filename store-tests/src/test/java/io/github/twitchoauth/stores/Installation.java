package io.github.twitchoauth.stores;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves tests out, and says so on the build's console, where what they need is not
 * installed. With {@code -Dall-databases=true} they fail instead.
 */
final class Installation {

	private Installation() {
	}

	static ConditionEvaluationResult require(boolean installed, String missing, ExtensionContext context) {
		if (installed) {
			return ConditionEvaluationResult.enabled("It is installed");
		}
		if (Boolean.getBoolean("all-databases")) {
			throw new IllegalStateException(missing);
		}
		// What tests write to System.err goes to a file.
		new PrintStream(new FileOutputStream(FileDescriptor.err), true)
			.println("*** " + context.getDisplayName() + ": " + missing + " ***");
		return ConditionEvaluationResult.disabled(missing);
	}

}
