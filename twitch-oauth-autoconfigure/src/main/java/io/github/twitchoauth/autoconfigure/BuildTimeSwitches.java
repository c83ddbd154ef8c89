package io.github.twitchoauth.autoconfigure;

import org.springframework.core.env.Environment;

/**
 * Refuses properties that are set to something else than what they were when the
 * application was processed ahead of time: which beans there are was decided then, so
 * they would be ignored. Called by generated code.
 *
 * @since 0.1.0
 */
public final class BuildTimeSwitches {

	private static final String ACTION = """
			Which parts of an application there are is decided when it is processed ahead of time. Set the property \
			to %s for that, as an argument of the process-aot goal for example, or start without \
			-Dspring.aot.enabled=true.""";

	private BuildTimeSwitches() {
	}

	/**
	 * Require that a property has the value that it had.
	 * @param name the property
	 * @param then its value at that time, which is its default now
	 * @param environment where it is set
	 */
	public static void require(String name, boolean then, Environment environment) {
		boolean now = environment.getProperty(name, Boolean.class, then);
		if (now != then) {
			throw new InvalidTwitchPropertyException(name,
					"is '" + now + "', but it was '" + then + "' when the application was processed ahead of time",
					ACTION.formatted(now));
		}
	}

}
