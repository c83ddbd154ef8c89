package io.github.twitchoauth.page;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request, whatever server has received it.
 *
 * @param method the method
 * @param path the path
 * @param headers the headers
 * @param caller where it came from
 * @param hiddenField what forms have to carry, or empty; makes one up if it has to
 * @param roomForEvents whether the server has room for one more stream of events
 */
record PageRequest(HttpMethod method, PagePath path, HttpHeaders headers, Caller caller, Mono<HiddenField> hiddenField,
		boolean roomForEvents) {

	boolean isRead() {
		return HttpMethod.GET.equals(this.method) || HttpMethod.HEAD.equals(this.method);
	}

	boolean wantsHtml() {
		try {
			return this.headers.getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
