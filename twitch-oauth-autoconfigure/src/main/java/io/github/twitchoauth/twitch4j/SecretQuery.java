package io.github.twitchoauth.twitch4j;

import java.net.URI;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Adds the query of a URI to a request when all that logs URIs is done with it.
 */
final class SecretQuery extends ChannelOutboundHandlerAdapter {

	private final String query;

	private SecretQuery(String query) {
		this.query = query;
	}

	/**
	 * Return what of a URI may be logged.
	 * @param uri the URI
	 * @return the same without the query
	 */
	static URI without(URI uri) {
		return UriComponentsBuilder.fromUri(uri).replaceQuery(null).build(true).toUri();
	}

	/**
	 * Let the next request of a connection have the query of a URI.
	 * @param uri the URI
	 * @param connection the connection
	 */
	static void add(URI uri, Connection connection) {
		if (uri.getRawQuery() != null) {
			connection.channel()
				.pipeline()
				.addAfter(NettyPipeline.HttpCodec, SecretQuery.class.getName(), new SecretQuery(uri.getRawQuery()));
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
		if (message instanceof HttpRequest request) {
			request.setUri(request.uri() + "?" + this.query);
			context.pipeline().remove(this);
		}
		super.write(context, message, promise);
	}

}
