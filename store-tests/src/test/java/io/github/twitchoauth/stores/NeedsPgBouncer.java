package io.github.twitchoauth.stores;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves tests out, and says so loudly, where PgBouncer is not installed. Continuous
 * integration installs it and does without that.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPgBouncer.Condition.class)
@interface NeedsPgBouncer {

	/**
	 * Whether PgBouncer is installed.
	 */
	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return Installation.require(PgBouncer.isInstalled(), PgBouncer.MISSING, context);
		}

	}

}
