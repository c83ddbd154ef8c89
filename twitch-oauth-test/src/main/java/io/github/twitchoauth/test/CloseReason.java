package io.github.twitchoauth.test;

import java.util.List;

/**
 * Why an EventSub connection is closed.
 *
 * @param code the WebSocket close code
 * @param text the reason in the close frame
 * @param status the status of subscriptions that die with the connection
 * @see <a href=
 * "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message">Close
 * message</a>
 */
record CloseReason(int code, String text, String status) {

	static final String DISCONNECTED = "websocket_disconnected";

	static final CloseReason INBOUND_TRAFFIC = new CloseReason(4001, "client sent inbound traffic",
			"websocket_received_inbound_traffic");

	static final CloseReason FAILED_PING_PONG = new CloseReason(4002, "client failed ping-pong",
			"websocket_failed_ping_pong");

	static final CloseReason UNUSED = new CloseReason(4003, "connection unused", "websocket_connection_unused");

	static final CloseReason GRACE_TIME_EXPIRED = new CloseReason(4004, "reconnect grace time expired",
			"websocket_failed_to_reconnect");

	static final CloseReason INVALID_RECONNECT = new CloseReason(4007, "invalid reconnect",
			"websocket_failed_to_reconnect");

	private static final List<CloseReason> KNOWN = List.of(
			new CloseReason(4000, "internal server error", "websocket_internal_error"), INBOUND_TRAFFIC,
			FAILED_PING_PONG, UNUSED, GRACE_TIME_EXPIRED,
			new CloseReason(4005, "network timeout", "websocket_network_timeout"),
			new CloseReason(4006, "network error", "websocket_network_error"), INVALID_RECONNECT);

	static CloseReason of(int code) {
		return KNOWN.stream()
			.filter((reason) -> reason.code() == code)
			.findFirst()
			.orElseGet(() -> new CloseReason(code, "", DISCONNECTED));
	}

}
