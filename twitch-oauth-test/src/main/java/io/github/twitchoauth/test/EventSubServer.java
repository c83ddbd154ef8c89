package io.github.twitchoauth.test;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.resources.LoopResources;

/**
 * The WebSocket endpoint, on a port of its own: WireMock has none.
 */
final class EventSubServer {

	private static final String PATH = "/ws";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final EventSubSessions sessions;

	// not the shared ones, which end with the first application context that closes
	private final LoopResources loops = LoopResources.create("mock-twitch-eventsub", 1, true);

	private final DisposableServer server;

	EventSubServer(EventSubSessions sessions) {
		this.sessions = sessions;
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(this.loops)
			.route((routes) -> routes.get(PATH,
					(request, response) -> response
						.sendWebsocket((inbound, outbound) -> accept(query(request.uri()), inbound, outbound))))
			.bindNow(PATIENCE);
	}

	private static Parameters query(String uri) {
		return Parameters.parse(uri.substring(uri.indexOf('?') + 1));
	}

	URI uri() {
		return URI.create("ws://localhost:" + this.server.port() + PATH);
	}

	private Publisher<Void> accept(Parameters query, WebsocketInbound inbound, WebsocketOutbound outbound) {
		AtomicReference<@Nullable Connection> reference = new AtomicReference<>();
		inbound.withConnection(reference::set);
		Connection connection = Objects.requireNonNull(reference.get());
		WebSocketConnection socket = new WebSocketConnection(connection.channel(), outbound);
		connection.onDispose(() -> this.sessions.disconnected(socket));
		this.sessions.connected(socket, query);
		return inbound.receiveFrames().doOnNext((frame) -> receive(frame, socket)).then();
	}

	private void receive(WebSocketFrame frame, WebSocketConnection socket) {
		if (frame instanceof PongWebSocketFrame) {
			socket.receivedPong();
		}
		else {
			this.sessions.receivedTraffic(socket);
		}
	}

	void stop() {
		this.server.disposeNow(PATIENCE);
		this.sessions.cutAll();
		this.loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE.plusSeconds(1));
	}

}
