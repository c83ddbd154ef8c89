package io.github.twitchoauth.test;

import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.apache.commons.fileupload.FileUploadException;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Answers requests whose form cannot be read. WireMock fails on them before anything else
 * sees them.
 */
final class UnreadableForms extends ErrorHandler {

	private final BiFunction<String, String, Reply> answer;

	UnreadableForms(BiFunction<String, String, Reply> answer) {
		this.answer = answer;
	}

	@Override
	public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		String reason = reason(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
		if (reason == null) {
			super.handle(target, baseRequest, request, response);
			return;
		}
		Reply reply = this.answer.apply(request.getMethod() + " " + baseRequest.getRequestURI(), reason);
		response.setStatus(reply.status());
		reply.headers().forEach(response::setHeader);
		response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
		baseRequest.setHandled(true);
	}

	private static @Nullable String reason(@Nullable Object failure) {
		if (failure instanceof FileUploadException) {
			return "Content-Type names no boundary or another one, or the form is cut off";
		}
		if (failure instanceof UnsupportedCharsetException || failure instanceof IllegalCharsetNameException) {
			return "Content-Type names a charset that does not exist";
		}
		return (failure instanceof Throwable ex) ? reason(ex.getCause()) : null;
	}

}
