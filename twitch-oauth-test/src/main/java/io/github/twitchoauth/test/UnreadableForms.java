package io.github.twitchoauth.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.apache.commons.fileupload.FileUploadException;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Answers requests whose multipart form cannot be read. WireMock fails on them before
 * anything else sees them.
 */
final class UnreadableForms extends ErrorHandler {

	private final Function<String, Reply> answer;

	UnreadableForms(Function<String, Reply> answer) {
		this.answer = answer;
	}

	@Override
	public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		if (!isUnreadable(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
			super.handle(target, baseRequest, request, response);
			return;
		}
		Reply reply = this.answer.apply(request.getMethod() + " " + baseRequest.getRequestURI());
		response.setStatus(reply.status());
		reply.headers().forEach(response::setHeader);
		response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
		baseRequest.setHandled(true);
	}

	private static boolean isUnreadable(@Nullable Object failure) {
		return failure instanceof Throwable ex && (ex instanceof FileUploadException || isUnreadable(ex.getCause()));
	}

}
