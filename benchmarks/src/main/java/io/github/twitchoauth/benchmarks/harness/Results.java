package io.github.twitchoauth.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Results by name, and the form in which programs say them to each other.
 */
public final class Results {

	private static final String PREFIX = "result:";

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Read what {@link #line} has written.
	 * @param text any number of lines
	 * @return the results
	 */
	public static Results parse(String text) {
		Results results = new Results();
		text.lines().forEach(results::add);
		return results;
	}

	public static String line(String name, Object value) {
		return PREFIX + name + "=" + value;
	}

	public static void say(String name, Object value) {
		System.out.println(line(name, value));
	}

	boolean add(String line) {
		int equals = line.indexOf('=');
		if (!line.startsWith(PREFIX) || equals < 0) {
			return false;
		}
		this.values.put(line.substring(PREFIX.length(), equals), line.substring(equals + 1));
		return true;
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	public String text(String name) {
		String value = this.values.get(name);
		Assert.state(value != null, () -> "There is no result '" + name + "'");
		return value;
	}

	public double number(String name) {
		return Double.parseDouble(text(name));
	}

	public long count(String name) {
		return Long.parseLong(text(name));
	}

}
