package io.github.twitchoauth.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if any property is set below a prefix. For features that an application has to
 * ask for: their properties are bound, and a misspelt one is told, without a class of
 * them in all other applications.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnAnyPropertyCondition.class)
public @interface ConditionalOnAnyProperty {

	/**
	 * The prefix.
	 * @return for example {@code twitch.oauth.page}
	 */
	String value();

}
