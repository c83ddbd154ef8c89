package io.github.twitchoauth.store;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.twitchoauth.TokenStoreException;
import io.github.twitchoauth.TokenSyntax;
import io.github.twitchoauth.TwitchToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Turns a token into a JSON object and back. Access and refresh token are encrypted if
 * there is a key, the rest is readable. A token that is not encrypted, although there is
 * a key, is read all the same, and reported in the log:
 *
 * <pre>{@code
 * {"accessToken":"{v1}1a2b3c4d:…","refreshToken":"{v1}1a2b3c4d:…","scopes":["user:read:chat"],
 *  "expiresAt":"2026-11-01T12:00:00Z","userId":"141981764","login":"twitchdev",
 *  "clientId":"hof5gwx0su6owfnys0yan9c87zr6t"}
 * }</pre> A field {@code "possiblySpent":true} joins them where that is so,
 * {@code takenOver} where another process may have a newer token, and
 * {@code requestedScopes} where the server may grant scopes under other names.
 *
 * @since 0.1.0
 */
public final class TokenCodec {

	private static final Log logger = LogFactory.getLog(TokenCodec.class);

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final String ACCESS_TOKEN = "accessToken";

	private static final String REFRESH_TOKEN = "refreshToken";

	private static final String SCOPES = "scopes";

	private static final String REQUESTED_SCOPES = "requestedScopes";

	private static final String EXPIRES_AT = "expiresAt";

	private static final String USER_ID = "userId";

	private static final String LOGIN = "login";

	private static final String CLIENT_ID = "clientId";

	private static final String FORMER_LOGIN = "formerLogin";

	private static final String POSSIBLY_SPENT = "possiblySpent";

	private static final String TAKEN_OVER = "takenOver";

	private final TokenCipher cipher;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Create a codec.
	 * @param cipher encrypts and decrypts access and refresh tokens
	 */
	public TokenCodec(TokenCipher cipher) {
		Assert.notNull(cipher, "'cipher' must not be null");
		this.cipher = cipher;
	}

	/**
	 * Turn a token into JSON.
	 * @param account the account that it belongs to
	 * @param token the token
	 * @return a JSON object
	 */
	public String write(String account, TwitchToken token) {
		ObjectNode node = MAPPER.createObjectNode();
		write(account, token, node);
		return node.toString();
	}

	/**
	 * Turn JSON into a token. Unknown fields are ignored.
	 * @param account the account that it belongs to
	 * @param json what {@link #write} returned
	 * @return the token
	 * @throws MissingEncryptionKeyException if it was encrypted with a key that is not
	 * there
	 * @throws TokenStoreException if it is anything else than what was written for this
	 * account
	 */
	public TwitchToken read(String account, String json) {
		try {
			return read(account, MAPPER.readTree(json));
		}
		catch (JacksonException ex) {
			throw malformed(account, "it is not JSON");
		}
	}

	PendingLoginCodec forPendingLogins() {
		return new PendingLoginCodec(this.cipher);
	}

	// Unknown fields stay as they are.
	void write(String account, TwitchToken token, ObjectNode node) {
		this.reported.remove(account);
		put(node, ACCESS_TOKEN, this.cipher.encrypt(account, ACCESS_TOKEN, token.accessToken()));
		String refreshToken = token.refreshToken();
		put(node, REFRESH_TOKEN,
				(refreshToken != null) ? this.cipher.encrypt(account, REFRESH_TOKEN, refreshToken) : null);
		putAll(node.putArray(SCOPES), token.scopes());
		put(node, EXPIRES_AT, token.expiresAt());
		put(node, USER_ID, token.userId());
		put(node, LOGIN, token.login());
		put(node, CLIENT_ID, token.clientId());
		put(node, FORMER_LOGIN, token.formerLogin());
		node.remove(POSSIBLY_SPENT);
		if (token.possiblySpent()) {
			node.put(POSSIBLY_SPENT, true);
		}
		else {
			node.remove(TAKEN_OVER);
		}
		node.remove(REQUESTED_SCOPES);
		if (!token.requestedScopes().isEmpty()) {
			putAll(node.putArray(REQUESTED_SCOPES), token.requestedScopes());
		}
	}

	// This needs no keys.
	static void markTakenOver(ObjectNode node, String claim) {
		node.put(POSSIBLY_SPENT, true);
		node.put(TAKEN_OVER, claim);
	}

	// Null also for a token whose exchange has ended without an answer, which no process
	// can come back with. The field stays behind where a version that does not know it
	// stores a new token.
	static @Nullable String takenOver(ObjectNode node) {
		return node.path(POSSIBLY_SPENT).asBoolean(false) ? node.path(TAKEN_OVER).asString(null) : null;
	}

	TwitchToken read(String account, @Nullable JsonNode node) {
		if (node == null || !node.isObject()) {
			throw malformed(account, "it is not a JSON object");
		}
		report(account, isReadable(node));
		String accessToken = secret(account, node, ACCESS_TOKEN);
		if (!StringUtils.hasText(accessToken)) {
			throw malformed(account, "it has no " + ACCESS_TOKEN);
		}
		if (!TokenSyntax.isValid(accessToken)) {
			throw malformed(account, ACCESS_TOKEN + " is not printable ASCII");
		}
		return new TwitchToken(accessToken, secret(account, node, REFRESH_TOKEN), scopes(account, node, SCOPES),
				expiresAt(account, node), text(account, node, USER_ID), text(account, node, LOGIN),
				text(account, node, CLIENT_ID), text(account, node, FORMER_LOGIN), flag(account, node, POSSIBLY_SPENT),
				scopes(account, node, REQUESTED_SCOPES));
	}

	// Returns whether the token is not encrypted although there is a key.
	boolean isReadable(@Nullable JsonNode node) {
		return node != null && this.cipher.isEncrypting()
				&& Stream.of(ACCESS_TOKEN, REFRESH_TOKEN)
					.map(node::path)
					.anyMatch((value) -> value.isString() && !TokenCipher.isEncrypted(value.stringValue()));
	}

	private void report(String account, boolean readable) {
		if (!readable) {
			this.reported.remove(account);
		}
		else if (this.reported.add(account)) {
			logger.warn("The stored token of the account '" + account + "' is not encrypted, although there is a key."
					+ " Unless the key is new, something else writes to the store, and what was readable may be known");
		}
	}

	private static void putAll(ArrayNode node, Set<String> texts) {
		new TreeSet<>(texts).forEach(node::add);
	}

	private static void put(ObjectNode node, String field, @Nullable Object value) {
		if (value != null) {
			node.put(field, value.toString());
		}
		else {
			node.remove(field);
		}
	}

	private @Nullable String secret(String account, JsonNode node, String field) {
		String stored = text(account, node, field);
		return (stored != null) ? this.cipher.decrypt(account, field, stored) : null;
	}

	private static Set<String> scopes(String account, JsonNode node, String field) {
		JsonNode scopes = node.path(field);
		if (scopes.isMissingNode() || scopes.isNull()) {
			return Set.of();
		}
		if (!scopes.isArray() || !scopes.valueStream().allMatch(JsonNode::isString)) {
			throw malformed(account, field + " is not a list of texts");
		}
		return scopes.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
	}

	private static @Nullable Instant expiresAt(String account, JsonNode node) {
		String text = text(account, node, EXPIRES_AT);
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeParseException ex) {
			throw malformed(account, EXPIRES_AT + " is not a time as in 2026-11-01T12:00:00Z");
		}
	}

	private static boolean flag(String account, JsonNode node, String field) {
		JsonNode value = node.path(field);
		if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
			throw malformed(account, field + " is neither true nor false");
		}
		return value.asBoolean(false);
	}

	private static @Nullable String text(String account, JsonNode node, String field) {
		JsonNode value = node.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw malformed(account, field + " is not a text");
		}
		return value.stringValue();
	}

	// The exception does not quote the stored text, and does not wrap one that quotes it,
	// because the text may be a token.
	private static TokenStoreException malformed(String account, String problem) {
		return new TokenStoreException("The stored token of the account '" + account + "' is malformed: " + problem);
	}

}
