package io.github.twitchoauth.store;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.twitchoauth.DeviceCode;
import io.github.twitchoauth.TokenStoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * Turns the code of a login that somebody has yet to approve into a JSON object and back.
 * The device code is encrypted if there is a key, the rest is readable:
 *
 * <pre>{@code
 * {"deviceCode":"{v1}1a2b3c4d:…","userCode":"JLLKTXWJ","verificationUri":"https://www.twitch.tv/activate?…",
 *  "expiresAt":"2026-11-01T12:00:00Z","interval":"PT5S","scopes":["user:read:chat"]}
 * }</pre>
 *
 * What cannot be read is taken for no login: it would expire within minutes anyway, and a
 * person can be asked anew.
 */
final class PendingLoginCodec {

	private static final Log logger = LogFactory.getLog(PendingLoginCodec.class);

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final String DEVICE_CODE = "deviceCode";

	private static final String USER_CODE = "userCode";

	private static final String VERIFICATION_URI = "verificationUri";

	private static final String EXPIRES_AT = "expiresAt";

	private static final String INTERVAL = "interval";

	private static final String SCOPES = "scopes";

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private final TokenCipher cipher;

	PendingLoginCodec(TokenCipher cipher) {
		this.cipher = cipher;
	}

	ObjectNode write(String account, PendingLogin login) {
		DeviceCode code = login.code();
		ObjectNode node = MAPPER.createObjectNode()
			.put(DEVICE_CODE, this.cipher.encrypt(account, DEVICE_CODE, code.deviceCode()))
			.put(USER_CODE, code.userCode())
			.put(VERIFICATION_URI, code.verificationUri().toString())
			.put(EXPIRES_AT, code.expiresAt().toString())
			.put(INTERVAL, code.interval().toString());
		login.scopes().stream().sorted().forEach(node.putArray(SCOPES)::add);
		return node;
	}

	@Nullable PendingLogin read(String account, String json) {
		try {
			return read(account, MAPPER.readTree(json));
		}
		catch (JacksonException ex) {
			return unreadable(account, "it is not JSON");
		}
	}

	// The messages of other exceptions may quote the stored text, so they are not passed
	// on.
	@Nullable PendingLogin read(String account, JsonNode node) {
		try {
			DeviceCode code = new DeviceCode(this.cipher.decrypt(account, DEVICE_CODE, text(node, DEVICE_CODE)),
					text(node, USER_CODE), link(text(node, VERIFICATION_URI)), Instant.parse(text(node, EXPIRES_AT)),
					Duration.parse(text(node, INTERVAL)));
			return new PendingLogin(code,
					node.path(SCOPES).valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
		}
		catch (TokenStoreException ex) {
			return unreadable(account, ex.getMessage());
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return unreadable(account, "it is malformed");
		}
	}

	// The link is not encrypted, so another program may have written it.
	private static URI link(String text) {
		URI link = URI.create(text);
		Assert.isTrue("https".equals(link.getScheme()) || "http".equals(link.getScheme()), "A link is http or https");
		return link;
	}

	private static String text(JsonNode node, String field) {
		return node.path(field).asString("");
	}

	// A store that is shared is looked through every few seconds.
	private @Nullable PendingLogin unreadable(String account, @Nullable String reason) {
		if (this.told.add(account)) {
			logger.info("The pending login of account '" + account + "' is not taken up again: " + reason);
		}
		return null;
	}

	// Returns whether the record is not encrypted although there is a key.
	boolean isReadable(JsonNode node) {
		JsonNode code = node.path(DEVICE_CODE);
		return this.cipher.isEncrypting() && code.isString() && !TokenCipher.isEncrypted(code.stringValue());
	}

}
