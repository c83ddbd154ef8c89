package io.github.twitchoauth.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * The login page in an application on servlets. Holds no thread while it waits.
 */
public final class ServletLoginPage {

	private final LoginPage page;

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
		return ServerResponse.async(this.page.answer(translate(request)).map(ServletLoginPage::translate));
	}

	private PageRequest translate(ServerRequest request) {
		HttpServletRequest original = original(request.servletRequest());
		boolean authenticated = request.principal().filter(SpringSecurity::isUser).isPresent();
		Mono<HiddenField> field = Mono.defer(() -> Mono.justOrEmpty(request.attribute("_csrf")))
			.mapNotNull(SpringSecurity::hiddenField);
		return new PageRequest(request.method(), PagePath.of(request.requestPath(), this.page.path()),
				new ServletServerHttpRequest(original).getHeaders(),
				new Caller(original.getRemoteAddr(), authenticated), field);
	}

	// A filter that applies forwarding headers also hides them.
	private static HttpServletRequest original(HttpServletRequest request) {
		ServletRequest original = request;
		while (original instanceof ServletRequestWrapper wrapper) {
			original = wrapper.getRequest();
		}
		return (original instanceof HttpServletRequest http) ? http : request;
	}

	private static ServerResponse translate(PageResponse response) {
		Flux<ServerSentEvent<String>> events = response.events();
		ServerResponse unheaded = (events != null) ? ServerResponse.sse((sse) -> send(events, sse), Duration.ZERO)
				: ServerResponse.status(response.status()).body(response.body());
		return new HeadedResponse(response.headers(), unheaded);
	}

	private static void send(Flux<ServerSentEvent<String>> events, SseBuilder sse) {
		Disposable.Swap subscription = Disposables.swap();
		sse.onComplete(subscription::dispose);
		sse.onError((ex) -> subscription.dispose());
		subscription.update(events.publishOn(Schedulers.boundedElastic(), 1)
			.concatMap((event) -> Mono.fromRunnable(() -> send(event, sse)), 1)
			.subscribe((sent) -> {
			}, sse::error, sse::complete));
	}

	private static void send(ServerSentEvent<String> event, SseBuilder sse) {
		try {
			Optional.ofNullable(event.comment()).ifPresent(sse::comment);
			Optional.ofNullable(event.event()).ifPresent(sse::event);
			if (event.data() != null) {
				sse.data(event.data());
			}
			else {
				sse.send();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
