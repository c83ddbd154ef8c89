package io.github.twitchoauth.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Form or query parameters in the order received.
 */
final class Parameters {

	private final Map<String, List<String>> values = new LinkedHashMap<>();

	private Parameters() {
	}

	static Parameters parse(String encoded) {
		Parameters parameters = new Parameters();
		for (String pair : encoded.split("&")) {
			if (!pair.isEmpty()) {
				parameters.add(pair);
			}
		}
		return parameters;
	}

	private void add(String pair) {
		int equals = pair.indexOf('=');
		String name = (equals < 0) ? pair : pair.substring(0, equals);
		String value = (equals < 0) ? "" : pair.substring(equals + 1);
		this.values.computeIfAbsent(decode(name), (key) -> new ArrayList<>()).add(decode(value));
	}

	private static String decode(String encoded) {
		try {
			return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// a token that somebody forgot to encode is a wrong token, nothing more
			return encoded;
		}
	}

	String get(String name) {
		return all(name).stream().findFirst().orElse("");
	}

	List<String> all(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	Set<String> names() {
		return this.values.keySet();
	}

	@Override
	public String toString() {
		return names().toString();
	}

}
