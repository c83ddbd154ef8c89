package io.github.twitchoauth.web;

import java.net.URI;
import java.util.function.Consumer;

import org.eclipse.jetty.client.Request;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * A body that puts the token into the HTTP client's request when it is written. A header
 * of the {@code ClientRequest} would also be shown by logs, responses and exceptions.
 */
final class AuthorizedBody implements BodyInserter<Object, ClientHttpRequest> {

	private static final boolean JETTY_IS_PRESENT = ClassUtils.isPresent("org.eclipse.jetty.client.Request",
			AuthorizedBody.class.getClassLoader());

	private final ReplayableBody body;

	private final HelixCall call;

	private final Consumer<URI> targetCheck;

	private final Runnable redirectCheck;

	/**
	 * Create a body.
	 * @param body the body itself
	 * @param call has the token
	 * @param targetCheck fails if the token must not be sent there; a filter further in
	 * may have changed the target
	 * @param redirectCheck fails if the HTTP client follows redirects; run for clients
	 * that cannot be kept from it
	 */
	AuthorizedBody(ReplayableBody body, HelixCall call, Consumer<URI> targetCheck, Runnable redirectCheck) {
		this.body = body;
		this.call = call;
		this.targetCheck = targetCheck;
		this.redirectCheck = redirectCheck;
	}

	@Override
	public Mono<Void> insert(ClientHttpRequest request, Context context) {
		Object nativeRequest = request.getNativeRequest();
		// Reactor Netty asks for the request anew for each redirect that it follows.
		if (nativeRequest instanceof HttpClientRequest nettyRequest && nettyRequest.redirectedFrom().length > 0) {
			return Mono.error(Redirect.followed(String.valueOf(nettyRequest.resourceUrl())));
		}
		boolean held = nativeRequest instanceof HttpClientRequest
				|| (JETTY_IS_PRESENT && JettyRedirects.disable(nativeRequest));
		Mono<Void> authorized = Mono.defer(() -> authorize(request, context));
		return held ? authorized : Mono.fromRunnable(this.redirectCheck).then(authorized);
	}

	private Mono<Void> authorize(ClientHttpRequest request, Context context) {
		this.targetCheck.accept(request.getURI());
		this.call.authorize(request.getHeaders());
		return this.body.insert(request, context);
	}

	private static final class JettyRedirects {

		static boolean disable(Object nativeRequest) {
			if (nativeRequest instanceof Request request) {
				request.followRedirects(false);
				return true;
			}
			return false;
		}

	}

}
