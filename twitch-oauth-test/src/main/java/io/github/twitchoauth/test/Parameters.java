package io.github.twitchoauth.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.http.Request.Part;
import org.jspecify.annotations.Nullable;

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
				parameters.addPair(pair);
			}
		}
		return parameters;
	}

	/**
	 * Reads the parts of a multipart form. A file is no parameter.
	 * @param parts the parts, or {@code null} if there are none
	 * @return the parameters
	 */
	static Parameters of(@Nullable Collection<Part> parts) {
		Parameters parameters = new Parameters();
		Stream.ofNullable(parts)
			.flatMap(Collection::stream)
			.filter((part) -> part.getName() != null && part.getFileName() == null)
			.forEach((part) -> parameters.add(part.getName(), part.getBody().asString()));
		return parameters;
	}

	private void addPair(String pair) {
		int equals = pair.indexOf('=');
		String name = (equals < 0) ? pair : pair.substring(0, equals);
		String value = (equals < 0) ? "" : pair.substring(equals + 1);
		add(decode(name), decode(value));
	}

	private void add(String name, String value) {
		this.values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
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

	Parameters followedBy(Parameters others) {
		Parameters parameters = new Parameters();
		for (Parameters each : List.of(this, others)) {
			each.values.forEach((name, values) -> values.forEach((value) -> parameters.add(name, value)));
		}
		return parameters;
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
