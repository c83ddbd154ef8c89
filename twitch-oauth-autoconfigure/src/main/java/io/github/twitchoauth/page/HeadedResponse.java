package io.github.twitchoauth.page;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Headers in front of a response. Spring Security may have set some of them already,
 * which are replaced, and not added to.
 *
 * @param headers the headers
 * @param response the response
 */
record HeadedResponse(HttpHeaders headers, ServerResponse response) implements ServerResponse {

	@Override
	public HttpStatusCode statusCode() {
		return this.response.statusCode();
	}

	@Override
	public MultiValueMap<String, Cookie> cookies() {
		return this.response.cookies();
	}

	@Override
	public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse servletResponse,
			Context context) throws ServletException, IOException {
		this.headers.forEach((name, values) -> servletResponse.setHeader(name, String.join(", ", values)));
		return this.response.writeTo(request, servletResponse, context);
	}

}
