package io.github.twitchoauth.page;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The login page in an application on servlets. Holds no thread while it waits.
 */
public final class ServletLoginPage {

	private final LoginPage page;

	private final ServletEvents events = new ServletEvents();

	/**
	 * Create a page.
	 * @param page the page to serve
	 */
	public ServletLoginPage(LoginPage page) {
		this.page = page;
	}

	/**
	 * Return the route to the page and all that is below it.
	 * @return the route
	 */
	public RouterFunction<ServerResponse> router() {
		return RouterFunctions.route(RequestPredicates.path(this.page.path() + "/**"), this::handle);
	}

	private ServerResponse handle(ServerRequest request) {
		return ServerResponse.async(this.page.answer(translate(request)).map(this::translate));
	}

	private PageRequest translate(ServerRequest request) {
		HttpServletRequest original = original(request.servletRequest());
		boolean authenticated = request.principal().filter(SpringSecurity::isUser).isPresent();
		Mono<HiddenField> field = Mono.defer(() -> Mono.justOrEmpty(request.attribute("_csrf")))
			.mapNotNull(SpringSecurity::hiddenField);
		return new PageRequest(request.method(), PagePath.of(request.requestPath(), this.page.path()),
				headers(original), new Caller(original.getRemoteAddr(), authenticated), field, this.events.haveRoom());
	}

	// Tomcat keeps the authority of an HTTP/2 request out of the headers.
	private static HttpHeaders headers(HttpServletRequest request) {
		ServletServerHttpRequest translated = new ServletServerHttpRequest(request);
		HttpHeaders headers = translated.getHeaders();
		if ("HTTP/2.0".equals(request.getProtocol()) && headers.getFirst(HttpHeaders.HOST) == null) {
			headers.set(HttpHeaders.HOST, translated.getURI().getRawAuthority());
		}
		return headers;
	}

	// A filter that applies forwarding headers also hides them.
	private static HttpServletRequest original(HttpServletRequest request) {
		ServletRequest original = request;
		while (original instanceof ServletRequestWrapper wrapper) {
			original = wrapper.getRequest();
		}
		return (original instanceof HttpServletRequest http) ? http : request;
	}

	private ServerResponse translate(PageResponse response) {
		Flux<ServerSentEvent<String>> events = response.events();
		ServerResponse unheaded = (events != null) ? this.events.response(events)
				: ServerResponse.status(response.status()).body(response.body());
		return new HeadedResponse(response.headers(), unheaded);
	}

}
