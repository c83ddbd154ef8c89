package io.github.twitchoauth.twitch4j;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

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

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

	private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E]+");

	private JsonTree() {
	}

	static JsonNode read(String text) {
		byte[] json = text.getBytes(StandardCharsets.UTF_8);
		return read(json, 0, json.length);
	}

	/**
	 * Read a part of a text.
	 * @param json the text in UTF-8
	 * @param offset where the part begins, in bytes
	 * @param length how long it is, in bytes
	 * @return the tree, or a missing node if it is not JSON
	 */
	static JsonNode read(byte[] json, int offset, int length) {
		try {
			@Nullable JsonNode node = READER.readValue(json, offset, length);
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

	static String text(JsonNode node) {
		return text(node.asString(""));
	}

	/**
	 * Make words of a server fit for a log.
	 * @param words the words
	 * @return the same in printable ASCII
	 */
	static String text(String words) {
		return UNPRINTABLE.matcher(words).replaceAll(" ").strip();
	}

	static String message(JsonNode node) {
		return text(node.path("message"));
	}

}
