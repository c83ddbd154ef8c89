package io.github.twitchoauth.store;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TwitchToken;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of one token in a database: what {@link TokenCodec} makes of it, and the
 * version of the format. Fields that this version does not know are kept as they are.
 *
 * <pre>{@code
 * {"version":1,"accessToken":"…","refreshToken":"…", …}
 * }</pre>
 */
final class TokenRows {

	// Numbers, order and unknown fields of a document survive it.
	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
				DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, JsonNodeFeature.WRITE_PROPERTIES_SORTED)
		.build();

	private static final String VERSION = "version";

	private static final int NEWEST_VERSION = 1;

	private final TokenCodec codec;

	TokenRows(TokenCodec codec) {
		this.codec = codec;
	}

	@Nullable TwitchToken read(TokenKey key, @Nullable String document) {
		return (document != null) ? this.codec.read(key.account(), parse(key, document)) : null;
	}

	String write(TokenKey key, TwitchToken token, @Nullable String present) {
		ObjectNode row = (present != null) ? parse(key, present)
				: MAPPER.createObjectNode().put(VERSION, NEWEST_VERSION);
		this.codec.write(key.account(), token, row);
		return MAPPER.writeValueAsString(row);
	}

	// This needs no key. A document that cannot be understood stays as it is, because no
	// process can use its token.
	static @Nullable String markTakenOver(@Nullable String document, String claim) {
		if (document == null || !(tree(document) instanceof ObjectNode row)) {
			return document;
		}
		TokenCodec.markTakenOver(row, claim);
		return MAPPER.writeValueAsString(row);
	}

	// Returns the claim that the row was taken over with, unless the token has been
	// replaced since.
	static @Nullable String takenOver(@Nullable String document) {
		return (document != null && tree(document) instanceof ObjectNode row) ? TokenCodec.takenOver(row) : null;
	}

	private static ObjectNode parse(TokenKey key, String document) {
		if (!(tree(document) instanceof ObjectNode row)) {
			throw new TokenStoreException(
					"The stored token of the account '" + key.account() + "' is malformed: it is not a JSON object");
		}
		JsonNode version = row.path(VERSION);
		if (!version.isInt() || version.intValue() < 1 || version.intValue() > NEWEST_VERSION) {
			throw new TokenStoreException("The stored token of the account '" + key.account()
					+ "' has the format version " + (version.isNumber() ? version.toString() : "(none)")
					+ ", and this version of the application knows only " + NEWEST_VERSION
					+ ". Update the application");
		}
		return row;
	}

	// Jackson's exceptions quote the document, so they are not passed on.
	private static @Nullable JsonNode tree(String document) {
		try {
			return MAPPER.readTree(document);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
