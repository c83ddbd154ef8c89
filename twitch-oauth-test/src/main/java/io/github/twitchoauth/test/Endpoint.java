package io.github.twitchoauth.test;

import org.jspecify.annotations.Nullable;

/**
 * The endpoints of {@link MockTwitch} that requests are counted and faults are injected
 * by. The token endpoint counts as two, one per grant type.
 *
 * @since 0.1.0
 */
public enum Endpoint {

	/**
	 * {@code POST /oauth2/device}: asks for a code.
	 */
	DEVICE("POST", "/oauth2/device", null),

	/**
	 * {@code POST /oauth2/token} with the device code grant: a poll.
	 */
	DEVICE_TOKEN("POST", "/oauth2/token", "urn:ietf:params:oauth:grant-type:device_code"),

	/**
	 * {@code POST /oauth2/token} with {@code grant_type=refresh_token}.
	 */
	REFRESH("POST", "/oauth2/token", "refresh_token"),

	/**
	 * {@code POST /oauth2/revoke}.
	 */
	REVOKE("POST", "/oauth2/revoke", null),

	/**
	 * {@code GET /oauth2/validate}.
	 */
	VALIDATE("GET", "/oauth2/validate", null),

	/**
	 * {@code GET /helix/users}.
	 */
	HELIX_USERS("GET", "/helix/users", null),

	/**
	 * {@code POST /helix/eventsub/subscriptions}: subscribes to events.
	 */
	EVENTSUB_CREATE("POST", "/helix/eventsub/subscriptions", null),

	/**
	 * {@code GET /helix/eventsub/subscriptions}.
	 */
	EVENTSUB_LIST("GET", "/helix/eventsub/subscriptions", null),

	/**
	 * {@code DELETE /helix/eventsub/subscriptions}.
	 */
	EVENTSUB_DELETE("DELETE", "/helix/eventsub/subscriptions", null),

	/**
	 * {@code POST /helix/chat/messages}.
	 */
	CHAT_MESSAGES("POST", "/helix/chat/messages", null);

	private final String method;

	private final String path;

	private final @Nullable String grantType;

	Endpoint(String method, String path, @Nullable String grantType) {
		this.method = method;
		this.path = path;
		this.grantType = grantType;
	}

	String path() {
		return this.path;
	}

	boolean isHelix() {
		return this.path.startsWith("/helix/");
	}

	static @Nullable Endpoint of(Exchange exchange) {
		for (Endpoint endpoint : values()) {
			if (endpoint.matches(exchange)) {
				return endpoint;
			}
		}
		return null;
	}

	private boolean matches(Exchange exchange) {
		return exchange.is(this.method, this.path)
				&& (this.grantType == null || this.grantType.equals(exchange.parameters().get("grant_type")));
	}

}
