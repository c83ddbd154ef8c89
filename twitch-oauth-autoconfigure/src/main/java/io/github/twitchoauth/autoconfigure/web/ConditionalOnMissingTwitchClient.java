package io.github.twitchoauth.autoconfigure.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if the application has no client of its own that is qualified with
 * {@code twitch}, or whose name is that of the auto-configured one.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnMissingTwitchClientCondition.class)
@interface ConditionalOnMissingTwitchClient {

	/**
	 * The type of the client.
	 * @return the type
	 */
	Class<?> type();

	/**
	 * The name of the auto-configured bean.
	 * @return the name
	 */
	String name();

}
