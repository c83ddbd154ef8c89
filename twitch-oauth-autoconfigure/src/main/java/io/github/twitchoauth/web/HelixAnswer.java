package io.github.twitchoauth.web;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * An answer that may be about the token or the rate limit.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the whole body, or nothing if it broke off
 */
record HelixAnswer(int status, HttpHeaders headers, byte[] body) {

	/**
	 * Longer bodies are no error messages of Twitch's, so such answers go to the caller
	 * as they are.
	 */
	static final int MAX_BODY_SIZE = 256 * 1024;

	/**
	 * How long to wait for the body. After that the status alone counts.
	 */
	static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * Why a token may not arrive.
	 */
	static final String LOST_TOKEN = "The JDK's HTTP client drops the header Authorization if it has an Authenticator, "
			+ "and a proxy may do so too. A filter behind the one for Twitch loses it if it replaces the request's body";

	private static final String TOKEN_IS_MISSING = "OAuth token is missing";

	// A reader has looked up its deserializer already. A mapper would do so under a lock,
	// on the event loop.
	private static final ObjectReader READER = JsonMapper.shared().readerFor(JsonNode.class);

	static boolean concerns(HttpStatusCode status) {
		return status.value() == 401 || status.value() == 403 || status.value() == 429;
	}

	@Nullable String message() {
		try {
			JsonNode node = READER.readValue(this.body);
			JsonNode message = (node != null && node.isObject()) ? node.get("message") : null;
			return (message != null && message.isString()) ? message.stringValue().strip() : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	boolean lacksToken() {
		return this.status == 401 && TOKEN_IS_MISSING.equalsIgnoreCase(message());
	}

	// Exceptions have the status text in their message.
	String statusText(String original) {
		return lacksToken() ? original + ": the token was sent, and did not arrive. " + LOST_TOKEN : original;
	}

	@Override
	public String toString() {
		return "HelixAnswer[status=" + this.status + ", length=" + this.body.length + "]";
	}

}
