package io.github.twitchoauth.test;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request, read as Twitch reads it: parameters come from the form, URL-encoded or
 * multipart, and then from the query.
 */
final class Exchange {

	private final Request request;

	private final String path;

	private final Parameters query;

	private final Parameters form;

	private final Parameters parameters;

	Exchange(Request request) {
		this.request = request;
		String url = request.getUrl();
		int mark = url.indexOf('?');
		this.path = (mark < 0) ? url : url.substring(0, mark);
		this.query = Parameters.parse((mark < 0) ? "" : url.substring(mark + 1));
		this.form = form(request);
		this.parameters = this.form.followedBy(this.query);
	}

	private static Parameters form(Request request) {
		String contentType = String.valueOf(request.getHeader("Content-Type")).strip().toLowerCase(Locale.ROOT);
		if (contentType.startsWith("multipart/form-data")) {
			return Parameters.of(request.getParts());
		}
		return Parameters
			.parse(contentType.startsWith("application/x-www-form-urlencoded") ? text(request.getBody()) : "");
	}

	// A charset has no meaning for the types that are read here.
	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	boolean is(String method, String path) {
		return method.equals(method()) && path.equals(this.path);
	}

	String method() {
		return this.request.getMethod().getName();
	}

	String path() {
		return this.path;
	}

	Parameters query() {
		return this.query;
	}

	Parameters form() {
		return this.form;
	}

	/**
	 * Return all parameters. Those of the form come first.
	 * @return form and query parameters
	 */
	Parameters parameters() {
		return this.parameters;
	}

	String body() {
		return text(this.request.getBody());
	}

	@Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Nullable String credentials(String scheme) {
		String header = header("Authorization");
		String prefix = scheme + " ";
		if (header == null || !header.regionMatches(true, 0, prefix, 0, prefix.length())) {
			return null;
		}
		return header.substring(prefix.length()).trim();
	}

	@Override
	public String toString() {
		return method() + " " + this.path;
	}

}
