package io.github.twitchoauth.endpoint;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * A JSON object, read with tolerance for everything that servers are known to vary.
 */
final class JsonBody {

	// A reader knows its deserializer from the start; a mapper looks it up under a lock,
	// on the event loop.
	private static final ObjectReader READER = JsonMapper.shared()
		.readerFor(JsonNode.class)
		.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	private static final String BETWEEN_SCOPES = " ,";

	private static final int MAX_DIGITS = 100;

	private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

	private final JsonNode node;

	private final Instant askedAt;

	private JsonBody(JsonNode node, Instant askedAt) {
		this.node = node;
		this.askedAt = askedAt;
	}

	// Returns null unless the body begins with a complete JSON object. What a proxy adds
	// after it must not cost the only copy of a token.
	static @Nullable JsonBody parse(byte[] body, Instant askedAt) {
		try {
			JsonNode node = READER.readValue(body);
			return (node != null && node.isObject()) ? new JsonBody(node, askedAt) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	@Nullable String text(String field) {
		JsonNode value = this.node.get(field);
		String text = (value != null && value.isString()) ? value.stringValue() : null;
		return (text != null && !text.isBlank()) ? text : null;
	}

	@Nullable String printable(String field) {
		String text = text(field);
		return (text != null) ? SafeText.printable(text) : null;
	}

	// Returns null if the field is missing, is no number, or is not positive. RFC 8628
	// does not demand whole seconds.
	@Nullable Duration seconds(String field) {
		JsonNode value = this.node.get(field);
		if (value == null || !(value.isNumber() || value.isString()) || value.asString().length() > MAX_DIGITS) {
			return null;
		}
		try {
			BigDecimal seconds = value.isNumber() ? value.decimalValue() : new BigDecimal(value.stringValue().strip());
			if (seconds.signum() <= 0) {
				return null;
			}
			Duration duration = Duration.ofNanos(seconds.min(LONGEST_SECONDS).movePointRight(9).longValue());
			return !duration.isZero() ? duration : null;
		}
		catch (NumberFormatException | JacksonException ex) {
			return null;
		}
	}

	@Nullable Instant expiresAt() {
		Duration expiresIn = seconds("expires_in");
		return (expiresIn != null) ? this.askedAt.plus(expiresIn) : null;
	}

	// Twitch sends an array, other servers a string with spaces between the scopes, and
	// GitHub one with commas. Anything else is null, because a token must not be given up
	// for scopes that cannot be read.
	@Nullable Set<String> scopes(String field) {
		JsonNode value = this.node.get(field);
		if (value == null || !(value.isArray() || value.isString())) {
			return null;
		}
		Set<String> scopes = new LinkedHashSet<>();
		for (JsonNode words : value.isArray() ? value.values() : List.of(value)) {
			if (words.isString()) {
				Collections.addAll(scopes, StringUtils.tokenizeToStringArray(SafeText.printable(words.stringValue()),
						BETWEEN_SCOPES, false, true));
			}
		}
		return Collections.unmodifiableSet(scopes);
	}

}
