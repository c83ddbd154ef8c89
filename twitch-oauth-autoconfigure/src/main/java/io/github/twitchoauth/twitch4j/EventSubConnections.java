package io.github.twitchoauth.twitch4j;

import java.net.SocketAddress;
import java.util.function.Supplier;

import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;
import reactor.util.context.Context;

/**
 * New connections that report failures to their subscriber only. Reactor Netty logs every
 * failure with its stack trace, and a wrong address fails for as long as the application
 * runs.
 */
final class EventSubConnections implements ConnectionProvider {

	private final ConnectionProvider connections = ConnectionProvider.newConnection();

	/**
	 * Let what is sent over a connection end with the failure of the connection.
	 * @param <T> the type of what is sent
	 * @param messages what is sent
	 * @return the same
	 */
	static <T> Flux<T> endWithFailure(Flux<T> messages) {
		return Flux.defer(() -> {
			Sinks.Empty<Void> failure = Sinks.empty();
			return messages.contextWrite(Context.of(EventSubConnections.class, failure))
				.takeUntilOther(failure.asMono());
		});
	}

	@Override
	public Mono<? extends Connection> acquire(TransportConfig config, ConnectionObserver observer,
			@Nullable Supplier<? extends SocketAddress> remoteAddress,
			@Nullable AddressResolverGroup<?> resolverGroup) {
		return this.connections.acquire(config, quiet(observer), remoteAddress, resolverGroup);
	}

	private static ConnectionObserver quiet(ConnectionObserver observer) {
		Sinks.@Nullable Empty<?> failure = observer.currentContext().getOrDefault(EventSubConnections.class, null);
		return (failure != null) ? new QuietObserver(observer, failure) : observer;
	}

	@Override
	public void dispose() {
		this.connections.dispose();
	}

	@Override
	public Mono<Void> disposeLater() {
		return this.connections.disposeLater();
	}

	@Override
	public boolean isDisposed() {
		return this.connections.isDisposed();
	}

	private record QuietObserver(ConnectionObserver observer, Sinks.Empty<?> failure) implements ConnectionObserver {

		@Override
		public Context currentContext() {
			return this.observer.currentContext();
		}

		@Override
		public void onStateChange(Connection connection, State newState) {
			this.observer.onStateChange(connection, newState);
		}

		@Override
		public void onUncaughtException(Connection connection, Throwable error) {
			this.failure.tryEmitError(error);
		}

	}

}
