package io.github.twitchoauth.dialects;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;

/**
 * A request to an authorization server.
 *
 * @param path where it went
 * @param parameters its form parameters
 * @param authorization its {@code Authorization} header, or {@code null}
 */
record DialectRequest(String path, Map<String, String> parameters, String authorization) {

	static DialectRequest read(HttpExchange exchange) throws IOException {
		Map<String, String> parameters = new TreeMap<>();
		String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		for (String parameter : form.split("&")) {
			String[] parts = parameter.split("=", 2);
			parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return new DialectRequest(exchange.getRequestURI().getPath(), parameters,
				exchange.getRequestHeaders().getFirst("Authorization"));
	}

	String parameter(String name) {
		return this.parameters.get(name);
	}

	boolean hasSecret() {
		return this.authorization != null || this.parameters.containsKey("client_secret");
	}

}
