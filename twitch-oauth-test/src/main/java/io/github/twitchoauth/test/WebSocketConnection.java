package io.github.twitchoauth.test;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import reactor.core.Disposable;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * An {@link EventSubConnection} over a socket.
 */
final class WebSocketConnection implements EventSubConnection {

	private final Channel channel;

	private final WebsocketOutbound outbound;

	private volatile boolean pongDue;

	WebSocketConnection(Channel channel, WebsocketOutbound outbound) {
		this.channel = channel;
		this.outbound = outbound;
	}

	@Override
	public void send(String message) {
		this.channel.writeAndFlush(new TextWebSocketFrame(message));
	}

	@Override
	public boolean ping() {
		if (this.pongDue) {
			return false;
		}
		this.pongDue = true;
		this.channel.writeAndFlush(new PingWebSocketFrame());
		return true;
	}

	void receivedPong() {
		this.pongDue = false;
	}

	@Override
	public void close(CloseReason reason) {
		this.outbound.sendClose(reason.code(), reason.text()).onErrorComplete().subscribe();
	}

	@Override
	public void cut() {
		this.channel.eventLoop().execute(() -> {
			if (this.channel.isOpen()) {
				this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
				this.channel.close();
			}
		});
	}

	@Override
	public Disposable schedule(Duration delay, Runnable task) {
		Future<?> timer = this.channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		return () -> timer.cancel(false);
	}

}
