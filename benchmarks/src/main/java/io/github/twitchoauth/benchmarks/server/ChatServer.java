package io.github.twitchoauth.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.github.twitchoauth.benchmarks.harness.ChildJvm;
import io.github.twitchoauth.benchmarks.harness.Results;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * EventSub over WebSocket, a program: for each line that it reads, it sends chat messages
 * to all who are connected. It ends when its standard input does.
 */
public final class ChatServer {

	private static final String WELCOME = """
			{"metadata":{"message_id":"welcome","message_type":"session_welcome","message_timestamp":"2026-11-01T00:00:00Z"},"payload":{"session":{"id":"session-1","status":"connected","keepalive_timeout_seconds":600,"reconnect_url":null,"connected_at":"2026-11-01T00:00:00Z"}}}""";

	private static final String CHAT = """
			{"metadata":{"message_id":"befa7b53-d79d-478f-86b9-%d","message_type":"notification","message_timestamp":"2026-11-01T19:55:37.634234626Z","subscription_type":"channel.chat.message","subscription_version":"1"},"payload":{"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled","type":"channel.chat.message","version":"1","cost":0,"condition":{"broadcaster_user_id":"1971641","user_id":"2914196"},"transport":{"method":"websocket","session_id":"session-1"},"created_at":"2026-11-01T19:50:31.123456789Z"},"event":{"broadcaster_user_id":"1971641","broadcaster_user_login":"streamer","broadcaster_user_name":"streamer","chatter_user_id":"4145994","chatter_user_login":"viewer32","chatter_user_name":"viewer32","message_id":"cc106a89-1814-919d-454c-%d","message":{"text":"%d Hi chat PogChamp","fragments":[{"type":"text","text":"Hi chat ","cheermote":null,"emote":null,"mention":null},{"type":"emote","text":"PogChamp","cheermote":null,"emote":{"id":"305954156","emote_set_id":"0","owner_id":"0","format":["static"]},"mention":null}]},"color":"#00FF7F","badges":[{"set_id":"moderator","id":"1","info":""},{"set_id":"subscriber","id":"12","info":"16"},{"set_id":"sub-gifter","id":"1","info":""}],"message_type":"text","cheer":null,"reply":null,"channel_points_custom_reward_id":null,"source_broadcaster_user_id":null,"source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"source_message_id":null,"source_badges":null}}}""";

	private final Sinks.Many<Integer> rounds = Sinks.many().multicast().directBestEffort();

	private final int messages;

	private final int perMillisecond;

	private long number;

	private ChatServer(int messages, int perMillisecond) {
		this.messages = messages;
		this.perMillisecond = perMillisecond;
	}

	/**
	 * Start the server in a JVM of its own.
	 * @param messages how many messages it sends at a time
	 * @param perMillisecond how many of them in a millisecond, 0 for as many as it can
	 * @return the running program, which says its {@code uri}
	 */
	public static ChildJvm start(int messages, int perMillisecond) {
		return ChildJvm.start(ChatServer.class, List.of("-Xmx512m"), messages, perMillisecond);
	}

	public static void main(String[] args) throws IOException {
		ChatServer chat = new ChatServer(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.ws("/ws", (inbound, outbound) -> outbound.sendString(chat.connection())))
			.bindNow();
		Results.say("uri", URI.create("ws://127.0.0.1:" + server.port() + "/ws"));
		while (System.in.read() >= 0) {
			chat.rounds.tryEmitNext(1);
		}
		server.disposeNow();
	}

	private Flux<String> connection() {
		return Flux.just(WELCOME).concatWith(this.rounds.asFlux().concatMap((round) -> round()));
	}

	private Flux<String> round() {
		Flux<Integer> numbers = Flux.range(0, this.messages);
		if (this.perMillisecond > 0) {
			numbers = Flux.interval(Duration.ofMillis(1))
				.onBackpressureBuffer()
				.concatMapIterable((tick) -> Collections.nCopies(this.perMillisecond, 1))
				.take(this.messages);
		}
		return numbers.map((each) -> {
			this.number++;
			return CHAT.formatted(this.number, this.number, System.nanoTime());
		});
	}

}
