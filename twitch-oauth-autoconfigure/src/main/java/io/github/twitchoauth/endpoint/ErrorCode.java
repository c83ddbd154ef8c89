package io.github.twitchoauth.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a refusal means, whichever words the server has for it: RFC 6749, RFC 8628 and RFC
 * 7009 name codes, Twitch writes sentences.
 */
public enum ErrorCode {

	/**
	 * The person has not decided yet.
	 */
	AUTHORIZATION_PENDING("authorization_pending"),

	/**
	 * The person has not decided yet, and polls come too fast.
	 */
	SLOW_DOWN("slow_down"),

	/**
	 * The person said no.
	 */
	ACCESS_DENIED("access_denied", "authorization_declined", "authorization_denied"),

	/**
	 * The device code expired.
	 */
	EXPIRED_TOKEN("expired_token", "token_expired", "code_expired", "device_code_expired", "expired_device_code"),

	/**
	 * The device code was used already, or is unknown.
	 */
	INVALID_DEVICE_CODE("invalid_device_code", "incorrect_device_code", "bad_verification_code"),

	/**
	 * The refresh token or the device code is dead.
	 */
	INVALID_GRANT("invalid_grant", "invalid_refresh_token", "bad_refresh_token", "refresh_token_expired",
			"expired_refresh_token", "refresh_token_revoked", "token_revoked"),

	/**
	 * The access token is dead.
	 */
	INVALID_TOKEN("invalid_token", "invalid_access_token"),

	/**
	 * The client has a secret, and it was not sent.
	 */
	MISSING_CLIENT_SECRET("missing_client_secret"),

	/**
	 * The client has another secret than the one sent.
	 */
	INVALID_CLIENT_SECRET("invalid_client_secret"),

	/**
	 * The client is unknown.
	 */
	INVALID_CLIENT("invalid_client", "invalid_client_id", "client_does_not_exist", "missing_client_id",
			"incorrect_client_credentials"),

	/**
	 * The client exists, but may not do this.
	 */
	UNAUTHORIZED_CLIENT("unauthorized_client", "unsupported_grant_type", "device_flow_disabled", "not_allowed",
			"admin_policy_enforced", "org_internal"),

	/**
	 * A person has to do something that only a login lets them do, such as to consent or
	 * to show a second factor.
	 */
	INTERACTION_REQUIRED("interaction_required", "login_required", "consent_required", "mfa_required"),

	/**
	 * Tokens of this type cannot be revoked.
	 */
	UNSUPPORTED_TOKEN_TYPE("unsupported_token_type"),

	/**
	 * A scope does not exist, or the client may not ask for it.
	 */
	INVALID_SCOPE("invalid_scope", "invalid_scope_requested"),

	/**
	 * The server misses a parameter, or does not understand one.
	 */
	INVALID_REQUEST("invalid_request"),

	/**
	 * The server answered with success, but left out or garbled what the answer must
	 * hold.
	 */
	INVALID_RESPONSE,

	/**
	 * Any other refusal.
	 */
	OTHER;

	// Twitch has a sentence for each thing that can be wrong with a scope.
	private static final Pattern SCOPE = Pattern.compile("(?<![a-z])scopes?(?![a-z])");

	private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");

	private static final Map<String, ErrorCode> BY_WORDS = new HashMap<>();

	static {
		for (ErrorCode code : values()) {
			code.words.forEach((words) -> BY_WORDS.put(words, code));
		}
	}

	private final List<String> words;

	ErrorCode(String... words) {
		this.words = List.of(words);
	}

	/**
	 * Return what a refusal means.
	 * @param texts what the server has to say, the most telling text first. A sentence
	 * about a scope counts only if no text is a known one
	 * @return the code
	 */
	static ErrorCode of(List<String> texts) {
		List<String> words = texts.stream().map(ErrorCode::words).toList();
		for (String text : words) {
			ErrorCode code = BY_WORDS.get(text);
			if (code != null) {
				return code;
			}
		}
		return words.stream().anyMatch((text) -> SCOPE.matcher(text).find()) ? INVALID_SCOPE : OTHER;
	}

	private static String words(String text) {
		int detail = text.indexOf(':');
		String words = ((detail != -1) ? text.substring(0, detail) : text).strip().toLowerCase(Locale.ROOT);
		return SEPARATORS.matcher(words).replaceAll("_");
	}

}
