package io.github.twitchoauth.test;

import java.util.Locale;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request, read as Twitch reads it: POST parameters come from the form body only.
 */
final class Exchange {

	private final Request request;

	private final String path;

	private final Parameters query;

	private final Parameters form;

	Exchange(Request request) {
		this.request = request;
		String url = request.getUrl();
		int mark = url.indexOf('?');
		this.path = (mark < 0) ? url : url.substring(0, mark);
		this.query = Parameters.parse((mark < 0) ? "" : url.substring(mark + 1));
		this.form = Parameters.parse(isForm(request) ? request.getBodyAsString() : "");
	}

	private static boolean isForm(Request request) {
		String contentType = request.getHeader("Content-Type");
		return contentType != null
				&& contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
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

	String body() {
		return this.request.getBodyAsString();
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
