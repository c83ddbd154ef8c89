package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Reads JSON, whichever JSON library the application's HTTP clients are set up with.
 */
final class JsonTree {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

	private JsonTree() {
	}

	static JsonNode read(String text) {
		try {
			@Nullable JsonNode node = READER.readValue(text);
			return (node != null) ? node : MissingNode.getInstance();
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	static byte[] write(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	static Mono<JsonNode> read(ClientResponse response) {
		return response.bodyToMono(byte[].class)
			.map((body) -> read(new String(body, StandardCharsets.UTF_8)))
			.defaultIfEmpty(MissingNode.getInstance());
	}

	// A server's words, fit for a log.
	static String text(JsonNode node) {
		return node.asString("").replaceAll("[^\\x20-\\x7E]+", " ").strip();
	}

	static String message(JsonNode node) {
		return text(node.path("message"));
	}

}
