package io.github.twitchoauth.page;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The login page in an application on WebFlux.
 */
public final class ReactiveLoginPage {

	// Spring Security stores its CSRF token under the name of its class.
	private static final String CSRF_TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

	private final LoginPage page;

	/**
	 * Create a page.
	 * @param page the page to serve
	 */
	public ReactiveLoginPage(LoginPage page) {
		this.page = page;
	}

	/**
	 * Return the route to the page and all that is below it.
	 * @return the route
	 */
	public RouterFunction<ServerResponse> router() {
		return RouterFunctions.route(RequestPredicates.path(this.page.path() + "/**"), this::handle);
	}

	private Mono<ServerResponse> handle(ServerRequest request) {
		return request.principal()
			.map(SpringSecurity::isUser)
			.defaultIfEmpty(false)
			.map((authenticated) -> translate(request, new Caller(address(request), authenticated)))
			.flatMap(this.page::answer)
			.flatMap(ReactiveLoginPage::translate);
	}

	private PageRequest translate(ServerRequest request, Caller caller) {
		Mono<HiddenField> field = request.attribute(CSRF_TOKEN)
			.map((token) -> Mono.from((Publisher<?>) token))
			.orElse(Mono.empty())
			.mapNotNull(SpringSecurity::hiddenField);
		return new PageRequest(request.method(), PagePath.of(request.requestPath(), this.page.path()),
				request.headers().asHttpHeaders(), caller, field, true);
	}

	private static @Nullable String address(ServerRequest request) {
		return request.remoteAddress().map(InetSocketAddress::getAddress).map(InetAddress::getHostAddress).orElse(null);
	}

	private static Mono<ServerResponse> translate(PageResponse response) {
		ServerResponse.BodyBuilder builder = ServerResponse.status(response.status())
			.headers((headers) -> headers.putAll(response.headers()));
		Flux<ServerSentEvent<String>> events = response.events();
		if (events != null) {
			return builder.body(BodyInserters.fromServerSentEvents(events));
		}
		return response.body().isEmpty() ? builder.build() : builder.bodyValue(response.body());
	}

}
