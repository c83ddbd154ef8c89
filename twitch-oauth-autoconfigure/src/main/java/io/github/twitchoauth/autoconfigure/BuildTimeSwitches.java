package io.github.twitchoauth.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Refuses properties that are set to something else than what they were when the
 * application was processed ahead of time: which beans there are was decided then, so
 * they would be ignored. Called by generated code.
 *
 * @since 0.1.0
 */
public final class BuildTimeSwitches {

	private static final String ACCOUNTS = "twitch.oauth.accounts";

	private static final String ACTION = """
			Which parts of an application there are is decided when it is processed ahead of time. Set %s for that, as \
			arguments of the process-aot goal for example, or start without -Dspring.aot.enabled=true.""";

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
			throw refusal(name, "is '" + now + "', but it was '" + then + "'", "the property to " + now);
		}
	}

	/**
	 * Require that the accounts which are configured, each of which has a bean, are those
	 * that were.
	 * @param then their names at that time
	 * @param environment where they are configured
	 */
	public static void requireAccounts(Set<String> then, Environment environment) {
		Set<String> now = accounts(environment);
		if (!now.equals(then)) {
			throw refusal(ACCOUNTS, "has the accounts " + new TreeSet<>(now) + ", but it had " + new TreeSet<>(then),
					"a property of each account");
		}
	}

	/**
	 * Return which accounts are configured.
	 * @param environment where they are configured
	 * @return their names, in the order in which they are configured
	 */
	public static Set<String> accounts(Environment environment) {
		return Binder.get(environment)
			.bind(ACCOUNTS, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet();
	}

	private static InvalidTwitchPropertyException refusal(String property, String difference, String remedy) {
		return new InvalidTwitchPropertyException(property,
				difference + " when the application was processed ahead of time", ACTION.formatted(remedy));
	}

}
