package io.github.twitchoauth.actuate;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that runs {@code promtool}, or says loudly that it does not.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPromtool.Condition.class)
@interface NeedsPromtool {

	/**
	 * Whether {@code promtool} is installed.
	 */
	class Condition implements ExecutionCondition {

		private static final String MISSING = "promtool is not installed, so the alerts were NOT tested."
				+ " Install it with: apt-get install prometheus";

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (isInstalled()) {
				return ConditionEvaluationResult.enabled("promtool is installed");
			}
			if (Boolean.getBoolean("all-tools")) {
				throw new IllegalStateException(MISSING);
			}
			// What tests write to System.err goes to a file.
			new PrintStream(new FileOutputStream(FileDescriptor.err), true)
				.println("*** " + context.getDisplayName() + ": " + MISSING + " ***");
			return ConditionEvaluationResult.disabled(MISSING);
		}

		private static boolean isInstalled() {
			return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "promtool")));
		}

	}

}
